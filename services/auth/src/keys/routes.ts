import * as contract from '@movies/contract';
import { answer, type Serve } from '@movies/service-kit';
import type { Context } from '../context.ts';

export function keyRoutes(serve: Serve, { keys }: Context): void {
  serve(contract.tokenKeys, async () => answer(200, await keys.published()));
}

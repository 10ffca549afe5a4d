// What a service says of itself.
import { Type } from 'typebox';

export const ServiceStatus = Type.Object({ status: Type.Literal('OK'), database: Type.Literal('Connected') });

export const ServiceBroken = Type.Object({
  status: Type.Literal('ERROR'),
  database: Type.Literal('Not connected'),
  error: Type.String(),
});

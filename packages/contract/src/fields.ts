// The building blocks of requests and answers. Text that comes in has a length, and never holds what PostgreSQL can't store:
// the NUL character, and halves of characters (surrogates that are alone).
import { type Static, type TSchema, Type } from 'typebox';

const STORABLE = '^[^\\u0000\\ud800-\\udfff]*$';

interface TextOptions {
  min?: number;
  max: number;
  description?: string;
}

export function Text({ min = 0, max, ...rest }: TextOptions) {
  return Type.String({ minLength: min, maxLength: max, pattern: STORABLE, ...rest });
}

/** Text with something to read in it. The pattern looks at each character once, also where it does not match. */
export function Line({ max, ...rest }: Omit<TextOptions, 'min'>) {
  return Type.String({
    minLength: 1,
    maxLength: max,
    pattern: '^\\s*[^\\s\\u0000\\ud800-\\udfff][^\\u0000\\ud800-\\udfff]*$',
    ...rest,
  });
}

export const Id = Type.Integer({ minimum: 1, maximum: 2_147_483_647 });
export const Timestamp = Type.String({ format: 'date-time' });
export const CalendarDate = Type.String({ format: 'date', maxLength: 10 });
export const Message = Type.Object({ message: Type.String() });

export const ById = Type.Object({ id: Id });

export const Paging = {
  page: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000, default: 1 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
};

export function Nullable<T extends TSchema>(schema: T) {
  return Type.Union([schema, Type.Null()]);
}

export type Message = Static<typeof Message>;

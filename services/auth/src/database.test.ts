import { testSchema } from '@movies/testing/jest';
import { schema } from './database.ts';

testSchema(schema);

import openapiTS, { astToString, COMMENT_HEADER } from 'openapi-typescript';
import { expect, it } from 'vitest';
import schema from './openapi.json?raw';
import types from './types.gen?raw';

// That openapi.json is the server's present schema is a test of the Python side.
it('types.gen.ts is generated from openapi.json', async () => {
  const made = astToString(await openapiTS(schema, { defaultNonNullable: false }));
  expect(types).toBe(COMMENT_HEADER + made);
});

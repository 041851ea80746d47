import { Ajv, type ValidateFunction } from 'ajv';

/**
 * What a JSON Schema accepts, and all that is wrong with what it does not. A schema of the language is asked of a few
 * dozen files, and to compile it for speed takes longer than to ask it: neither is its code made shorter, nor are the
 * schemas that it refers to written into it.
 */
export function validatorOf(schema: object): ValidateFunction {
  return new Ajv({ strict: false, allErrors: true, inlineRefs: false, code: { optimize: false } }).compile(schema);
}

import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import type { DocumentType } from './document_type.ts'
import { DocumentError } from './errors.ts'

const ajv = new Ajv2020({ allErrors: false, strict: true, allowUnionTypes: true })
const validators = new WeakMap<object, ValidateFunction>()

/** Refuses data that the document's schema does not accept, naming the first fault by its JSON pointer. */
export function validateData(type: DocumentType, data: unknown): void {
  const validate = validatorOf(type)
  if (validate(data)) return
  const fault = telling(validate.errors ?? [])
  const extra = fault?.params['additionalProperty'] ?? fault?.params['unevaluatedProperty']
  const path = (fault?.instancePath ?? '') + (extra === undefined ? '' : `/${String(extra)}`)
  throw new DocumentError(
    'E_DOCUMENTS_DATA_INVALID',
    {
      message: `Data of ${type.name} at ${path || '/'}: ${fault?.message ?? 'invalid'}`,
      pt: `Os dados do documento "${type.title}" não seguem o esquema em ${path || '/'}.`,
    },
    { path: path || '/' }
  )
}

/** In "null or this object" the fault inside the object says more than that it is not null. */
function telling(faults: readonly ErrorObject[]): ErrorObject | undefined {
  const isShallow = (fault: ErrorObject) =>
    fault.keyword === 'anyOf' || (fault.keyword === 'type' && fault.params['type'] === 'null')
  return faults.find((fault) => !isShallow(fault)) ?? faults[0]
}

function validatorOf(type: DocumentType): ValidateFunction {
  const known = validators.get(type.schema)
  if (known !== undefined) return known
  try {
    const compiled = ajv.compile(type.schema)
    validators.set(type.schema, compiled)
    return compiled
  } catch (cause) {
    throw new DocumentError(
      'E_DOCUMENTS_TYPE_INVALID',
      {
        message: `The schema of ${type.name} does not compile: ${(cause as Error).message}`,
        pt: `O esquema do documento "${type.title}" é inválido.`,
      },
      { cause }
    )
  }
}

import type { Actor } from '#core/actions/index'
import { mayDelete, mayRead, mayWrite } from './access.ts'
import { filterable, isRange } from './query/list_state.ts'
import type { FieldType, RecordField, RecordType } from './types.ts'
import { writable } from './write/input.ts'

const TEXT = { type: 'string' }
const DECIMAL = { type: 'string', pattern: '^-?\\d{1,14}(\\.\\d{1,12})?$' }
const DIGITS = { type: 'string', pattern: '^-?\\d{1,18}$' }

const SCHEMAS: Record<FieldType, object> = {
  text: TEXT,
  longtext: TEXT,
  email: { ...TEXT, format: 'email' },
  integer: { type: 'integer' },
  decimal: DECIMAL,
  volume: DECIMAL,
  money: { ...DIGITS, description: 'Centavos' },
  date: { ...TEXT, format: 'date' },
  datetime: { ...TEXT, format: 'date-time' },
  refmonth: { ...TEXT, pattern: '^\\d{4}-\\d{2}$' },
  boolean: { type: 'boolean' },
  enum: TEXT,
  reference: DIGITS,
  lookup: TEXT,
  taxpayer: TEXT,
  phone: TEXT,
  registration: TEXT,
}

function fieldSchema({ type, label, help, unit, options, maxLength }: RecordField): object {
  return {
    ...SCHEMAS[type],
    title: unit ? `${label} (${unit})` : label,
    ...(help ? { description: help } : {}),
    ...(options ? { enum: options.map(({ value }) => value) } : {}),
    ...(maxLength ? { maxLength } : {}),
  }
}

function objectSchema(fields: readonly RecordField[], isWritten: boolean): object {
  const required = fields.filter(({ isRequired }) => isRequired).map(({ name }) => name)
  return {
    type: 'object',
    properties: {
      ...(isWritten ? {} : { id: DIGITS }),
      ...Object.fromEntries(fields.map((field) => [field.name, fieldSchema(field)])),
    },
    ...(isWritten && required.length ? { required } : {}),
  }
}

const json = (schema: object) => ({ 'application/json': { schema } })
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const query = (name: string, description: string, schema: object = TEXT) => ({
  name,
  in: 'query',
  description,
  schema,
})
const idParameter = { name: 'id', in: 'path', required: true, schema: DIGITS }
const refusals = {
  '401': { description: 'E_ACCESS_SESSION' },
  '403': { description: 'E_ACCESS_DENIED' },
  '404': { description: 'E_RECORDS_NOT_FOUND' },
}

function listParameters(type: RecordType): object[] {
  const filters = filterable(type).flatMap((field) =>
    isRange(field)
      ? [
          query(`${field.name}_from`, `${field.label}: desde`),
          query(`${field.name}_to`, `${field.label}: até`),
        ]
      : [query(field.name, field.label)]
  )
  const sorts = type.list.sortable.flatMap((column) => [column, `-${column}`])
  return [
    ...(type.search.length ? [query('q', 'Busca')] : []),
    ...filters,
    ...(sorts.length ? [query('sort', 'Ordem', { ...TEXT, enum: sorts })] : []),
    query('page', 'Página', { type: 'integer', minimum: 1 }),
    query('size', 'Linhas por página', { type: 'integer', enum: [25, 50, 100] }),
  ]
}

function listSchema(type: RecordType): object {
  return {
    type: 'object',
    properties: {
      data: { type: 'array', items: ref(type.name) },
      page: { type: 'integer' },
      size: { type: 'integer' },
      total: { type: 'integer' },
      total_is_estimate: { type: 'boolean' },
    },
  }
}

function pathsOf(type: RecordType, actor: Actor): [string, object][] {
  const { one, many } = type.title
  const tags = [many]
  const isWritten = mayWrite(actor, type)
  const list = {
    get: {
      tags,
      summary: `Listar ${many.toLowerCase()}`,
      parameters: listParameters(type),
      responses: { '200': { description: many, content: json(listSchema(type)) }, ...refusals },
    },
    ...(isWritten && !type.createAction
      ? { post: writing(type, { tags, summary: `Cadastrar ${one.toLowerCase()}`, status: '201' }) }
      : {}),
  }
  const single = {
    parameters: [idParameter],
    get: {
      tags,
      summary: `Ler ${one.toLowerCase()}`,
      responses: { '200': { description: one, content: json(ref(type.name)) }, ...refusals },
    },
    ...(isWritten
      ? { patch: writing(type, { tags, summary: `Alterar ${one.toLowerCase()}`, status: '200' }) }
      : {}),
    ...(mayDelete(actor, type) ? { delete: deletion(tags, one) } : {}),
  }
  return [
    [`/api${type.path}`, list],
    [`/api${type.path}/{id}`, single],
  ]
}

const deletion = (tags: readonly string[], one: string) => ({
  tags,
  summary: `Excluir ${one.toLowerCase()}`,
  responses: {
    '200': { description: 'Excluído' },
    ...refusals,
    '409': { description: 'E_RECORDS_USED (diz onde está em uso), E_RECORDS_SYSTEM' },
  },
})

interface Writing {
  readonly tags: readonly string[]
  readonly summary: string
  readonly status: '200' | '201'
}

function writing(type: RecordType, { tags, summary, status }: Writing): object {
  const fields = writable(type)
  return {
    tags,
    summary,
    requestBody: {
      required: true,
      content: json(
        status === '201'
          ? objectSchema(fields, true)
          : { ...objectSchema(fields, true), required: [] }
      ),
    },
    responses: {
      [status]: { description: 'Gravado' },
      ...refusals,
      '409': { description: 'E_RECORDS_REPEATED, E_RECORDS_CHANGED' },
      '422': { description: 'E_VALIDATION_ERROR' },
    },
  }
}

/** OpenAPI 3.1 of the record types that the person may read, made from the same declarations as the screens. */
export function openApi(types: readonly RecordType[], actor: Actor): object {
  const readable = types.filter((type) => mayRead(actor, type))
  return {
    openapi: '3.1.0',
    info: { title: 'Aqueduto', version: '1.0.0', description: 'Gestão comercial de água e esgoto' },
    paths: Object.fromEntries(readable.flatMap((type) => pathsOf(type, actor))),
    components: {
      schemas: Object.fromEntries(
        readable.map((type) => [type.name, objectSchema(type.fields, false)])
      ),
    },
  }
}

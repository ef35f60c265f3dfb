import type { Actor } from '#core/actions/index'
import { registries } from '#core/kernel/index'
import { mayDelete, mayRead, mayWrite } from './access.ts'
import { bulkViews } from './bulk/bulk_actions.ts'
import { effectiveType } from './custom/effective_type.ts'
import { attachmentPaths } from './openapi_attachments.ts'
import { DIGITS, TEXT, idParameter, json, objectSchema, query, ref } from './openapi_schemas.ts'
import { isRange, isText } from './fields/families.ts'
import { filterable } from './query/filters.ts'
import { presetsOf } from './query/presets.ts'
import type { RecordType } from './types.ts'
import { writable } from './write/input.ts'

const refusals = {
  '401': { description: 'E_ACCESS_SESSION' },
  '403': { description: 'E_ACCESS_DENIED' },
  '404': { description: 'E_RECORDS_NOT_FOUND' },
}

/** Filters, search, order and page of a list. */
function listParameters(type: RecordType): object[] {
  return [
    ...filterParameters(type),
    ...(type.list.sortable.length
      ? [
          query('sort', 'Ordem', {
            ...TEXT,
            enum: type.list.sortable.flatMap((column) => [column, `-${column}`]),
          }),
        ]
      : []),
    query('page', 'Página', { type: 'integer', minimum: 1 }),
    query(
      'size',
      'Linhas por página: 25, 50, 100, 200 ou 500, até o parâmetro “Linhas por página de lista”; outro número é o seguinte, e mais que o maior é ele',
      { type: 'integer', minimum: 1 }
    ),
  ]
}

function filterParameters(type: RecordType): object[] {
  const filters = filterable(type).flatMap((field) => {
    const { name, label } = field
    const presets = presetsOf(field.type)
    return [
      ...(isRange(field)
        ? [query(`${name}_from`, `${label}: desde`), query(`${name}_to`, `${label}: até`)]
        : [query(name, label)]),
      ...(presets.length
        ? [query(`${name}_in`, `${label}: período`, { ...TEXT, enum: [...presets] })]
        : []),
      ...(isText(field)
        ? [
            query(`${name}_has`, `${label}: contém`),
            query(`${name}_begins`, `${label}: começa com`),
          ]
        : []),
      ...(field.isRequired
        ? []
        : [
            query(`${name}_is`, `${label}: vazio ou preenchido`, {
              ...TEXT,
              enum: ['empty', 'filled'],
            }),
          ]),
    ]
  })
  return [...(type.search.length ? [query('q', 'Busca')] : []), ...filters]
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
    ...(isWritten || type.createAction
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
    [`/api${type.path}/export`, { get: exporting(type) }],
    ...bulkViews(type, actor).map(({ key, title }): [string, object] => [
      `/api${type.path}/bulk/${key}`,
      { post: bulking(type, title) },
    ]),
    ...attachmentPaths(type),
  ]
}

const exporting = (type: RecordType) => ({
  tags: [type.title.many],
  summary: `Exportar ${type.title.many.toLowerCase()}`,
  parameters: [
    query('format', 'Formato do arquivo', { ...TEXT, enum: ['csv', 'xlsx'] }),
    query('fields', 'Todas as colunas', { ...TEXT, enum: ['all'] }),
    ...filterParameters(type),
  ],
  responses: {
    '200': { description: 'O arquivo', content: { 'text/csv': { schema: TEXT } } },
    '202': { description: 'Lista longa: o arquivo fica à espera na execução `run`' },
    ...refusals,
  },
})

const bulking = (type: RecordType, title: string) => ({
  tags: [type.title.many],
  summary: `${title}, em lote`,
  requestBody: {
    required: true,
    content: json({
      type: 'object',
      properties: {
        ids: { type: 'array', items: DIGITS, maxItems: 1000 },
        all: { type: 'boolean', description: 'Tudo o que `query` filtra, no lugar de `ids`' },
        query: { ...TEXT, description: 'Filtros como no endereço da lista' },
        input: { type: 'object', description: 'O que se pede uma vez para todos' },
        reason: TEXT,
      },
    }),
  },
  responses: {
    '200': { description: 'Feito: quantos, e por que os outros foram recusados' },
    '202': { description: 'Em andamento na execução `run`' },
    ...refusals,
    '422': { description: 'E_RECORDS_NO_SELECTION, E_VALIDATION_ERROR' },
  },
})

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
  const fields = (status === '201' && type.createFields) || writable(type)
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

/** Every refusal answers with this, as `application/problem+json` (RFC 9457). */
const PROBLEM = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code'],
  properties: {
    type: { ...TEXT, description: 'about:blank' },
    title: TEXT,
    status: { type: 'integer' },
    detail: { ...TEXT, description: 'O que aconteceu e o que fazer, em português' },
    code: { ...TEXT, description: 'E_SALA_O_QUE, para programas' },
    reference: { ...TEXT, description: 'Número da falha no registro do servidor' },
    messages: { type: 'array', items: { type: 'object' }, description: 'Um por campo' },
  },
}

/** Record types that a person may read, with the fields that administrators added. */
export function readableTypes(actor: Actor): Promise<RecordType[]> {
  const readable = registries()
    .records.all()
    .filter((type) => mayRead(actor, type))
  return Promise.all(readable.map((type) => effectiveType(type, actor.municipalityId)))
}

/** OpenAPI 3.1 of the record types that the person may read, made from the same declarations as the screens, and of `further` paths. */
export function openApi(
  types: readonly RecordType[],
  actor: Actor,
  further: Readonly<Record<string, object>> = {}
): object {
  const readable = types.filter((type) => mayRead(actor, type))
  return {
    openapi: '3.1.0',
    info: { title: 'Aqueduto', version: '1.0.0', description: 'Gestão comercial de água e esgoto' },
    paths: {
      ...Object.fromEntries(readable.flatMap((type) => pathsOf(type, actor))),
      ...further,
    },
    components: {
      schemas: Object.fromEntries(
        readable.map((type) => [type.name, objectSchema(type.fields, false)])
      ),
      responses: {
        Problem: {
          description: 'Recusa',
          content: { 'application/problem+json': { schema: PROBLEM } },
        },
      },
    },
  }
}

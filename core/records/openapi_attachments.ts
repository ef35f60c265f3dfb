import { writePermission } from './attachments/permissions.ts'
import { isImportable } from './import/import_fields.ts'
import { DIGITS, TEXT, idParameter, json } from './openapi_schemas.ts'
import type { RecordType } from './types.ts'

type PathEntry = [path: string, operations: object]

const answers = {
  '200': { description: 'Feito' },
  '403': { description: 'E_ACCESS_DENIED' },
  '404': { description: 'E_RECORDS_NOT_FOUND' },
}
const pathParameter = (name: string) => ({ name, in: 'path', required: true, schema: DIGITS })

const fileBody = {
  required: true,
  content: {
    'multipart/form-data': {
      schema: {
        type: 'object',
        properties: { file: { ...TEXT, format: 'binary' }, note: TEXT },
      },
    },
  },
}
const noteBody = {
  required: true,
  content: json({ type: 'object', properties: { text: TEXT }, required: ['text'] }),
}
const reasonBody = { content: json({ type: 'object', properties: { reason: TEXT } }) }

/** Files, notes, personal data and imports of the records of a type, under the record's own address. */
export function attachmentPaths(type: RecordType): PathEntry[] {
  const tags = [type.title.many]
  const own = `/api${type.path}/{id}`
  const at = (path: string, operations: Readonly<Record<string, object>>): PathEntry => [
    `${own}/${path}`,
    {
      parameters: [
        idParameter,
        ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => pathParameter(name!)),
      ],
      ...Object.fromEntries(
        Object.entries(operations).map(([method, operation]) => [
          method,
          { tags, responses: answers, ...operation },
        ])
      ),
    },
  ]
  return [
    ...filePaths(type, at),
    ...personPaths(type, at),
    ...notePaths(type, at),
    ...importPaths(type),
  ]
}

/** The doors by which a file is read into a type: received with its mapping, looked at, loaded. */
function importPaths(type: RecordType): PathEntry[] {
  if (!isImportable(type)) return []
  const tags = [type.title.many]
  const base = `/api${type.path}/imports`
  const many = type.title.many.toLowerCase()
  const one = (summary: string) => ({ tags, summary, responses: answers })
  return [
    [base, { post: { ...one(`Enviar um arquivo de ${many}`), requestBody: fileBody } }],
    [
      `${base}/{id}`,
      { parameters: [idParameter], get: one('Linhas lidas de um arquivo, com o que está errado') },
    ],
    [`${base}/{id}/load`, { parameters: [idParameter], post: one('Carregar as linhas boas') }],
  ]
}

type At = (path: string, operations: Readonly<Record<string, object>>) => PathEntry

function filePaths(type: RecordType, at: At): PathEntry[] {
  if (!type.attachments) return []
  const list = { get: { summary: 'Listar arquivos' } }
  const isWritten = writePermission(type, 'attachments')
  const attach = { post: { summary: 'Anexar um arquivo', requestBody: fileBody } }
  return [
    at('attachments', { ...list, ...(isWritten ? attach : {}) }),
    at('attachments/{attachment}', { get: { summary: 'Baixar um arquivo' } }),
    ...(isWritten
      ? [
          at('attachments/{attachment}/versions', {
            post: { summary: 'Trocar um arquivo por outra versão', requestBody: fileBody },
          }),
          at('attachments/{attachment}/removal', {
            post: { summary: 'Retirar um arquivo', requestBody: reasonBody },
          }),
        ]
      : []),
  ]
}

function personPaths(type: RecordType, at: At): PathEntry[] {
  if (type.person?.record !== type.name) return []
  return [
    at('personal-data/export', { post: { summary: 'Exportar os dados de uma pessoa (LGPD)' } }),
    at('personal-data/anonymisation', {
      post: { summary: 'Anonimizar uma pessoa (LGPD)', requestBody: reasonBody },
    }),
  ]
}

function notePaths(type: RecordType, at: At): PathEntry[] {
  if (!type.notes) return []
  const list = { get: { summary: 'Listar observações' } }
  if (!writePermission(type, 'notes')) return [at('notes', list)]
  const write = { summary: 'Escrever uma observação', requestBody: noteBody }
  return [
    at('notes', { ...list, post: write }),
    at('notes/{note}', { post: { summary: 'Mudar uma observação', requestBody: noteBody } }),
    at('notes/{note}/pin', { post: { summary: 'Fixar ou soltar uma observação' } }),
    at('notes/{note}/removal', { post: { summary: 'Retirar uma observação' } }),
  ]
}

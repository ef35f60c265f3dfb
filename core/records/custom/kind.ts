import {
  type ConfigurationKind,
  checkSchema,
  compareJson,
  compareLists,
} from '#core/configuration/index'
import type { Json } from '#core/database/index'
import { type Issue, registries } from '#core/kernel/index'
import { Dec } from '#core/money/index'
import { checkConditions } from '../write/form_conditions.ts'
import {
  CONTENT_SCHEMA,
  type CustomContent,
  type CustomField,
  activeFields,
  asRecordField,
} from './content.ts'
import { customFactsSchema } from './schema.ts'
import { fieldsStudio } from './studio.ts'

const asContent = (content: Json) => content as unknown as CustomContent
const asJson = (field: CustomField) => field as unknown as Json

const critical = (code: string, path: string, message: string): Issue => ({
  ...{ code, path, message },
  severity: 'critical',
})

function validate(key: string, content: Json): readonly Issue[] {
  const shape = checkSchema(CONTENT_SCHEMA, content)
  if (shape.length) return shape
  const type = registries().records.find(key)
  if (!type) return [critical('unknown_record', '', `Não existe o cadastro “${key}”.`)]
  if (!type.hasCustomFields) {
    const message = `O cadastro “${type.title.many}” não aceita campos adicionados.`
    return [critical('no_custom_fields', '', message)]
  }
  const { fields } = asContent(content)
  const findings = fields.flatMap((field, index) => checkField(fields, field, index))
  return findings.length
    ? findings
    : checkConditions([...type.fields, ...activeFields(asContent(content)).map(asRecordField)])
}

function checkField(fields: readonly CustomField[], field: CustomField, index: number): Issue[] {
  const path = `/fields/${index}`
  const isRepeated = fields.findIndex(({ key }) => key === field.key) < index
  return [
    ...(isRepeated
      ? [critical('repeated_key', `${path}/key`, `O campo “${field.key}” está repetido.`)]
      : []),
    ...limitIssues(field, path),
    ...(field.type === 'enum' && !field.options
      ? [critical('no_options', path, `“${field.label}” é uma lista e não tem opções.`)]
      : []),
  ]
}

function limitIssues({ label, type, minimum, maximum }: CustomField, path: string): Issue[] {
  if (minimum === undefined && maximum === undefined) return []
  if (!['integer', 'decimal', 'money'].includes(type))
    return [critical('limits', path, `“${label}” não é um número: não tem mínimo nem máximo.`)]
  const isEmpty =
    minimum !== undefined && maximum !== undefined && Dec.of(minimum).cmp(Dec.of(maximum)) > 0
  const message = `“${label}”: o mínimo é maior que o máximo.`
  return isEmpty ? [critical('limits', `${path}/maximum`, message)] : []
}

/** What records hold hangs on key and type: a field is made inactive, never taken out, and is of its type for good. */
function keptFields(approved: Json, content: Json): Issue[] {
  const { fields } = asContent(content)
  return asContent(approved).fields.flatMap((was) => {
    const index = fields.findIndex(({ key }) => key === was.key)
    if (index === -1) {
      const message = `“${was.label}” já foi aprovado e pode ter dados: deixe-o inativo em vez de retirá-lo.`
      return [critical('field_taken', '/fields', message)]
    }
    if (fields[index]!.type === was.type) return []
    const message = `“${was.label}” já foi aprovado: o seu tipo não muda. Crie outro campo e deixe este inativo.`
    return [critical('field_type', `/fields/${index}/type`, message)]
  })
}

/** Fields that administrators add to a record type; the key is the record type's name. */
export const customFieldsKind: ConfigurationKind = {
  kind: 'custom-fields',
  title: 'Campos adicionados',
  editor: 'fields',
  schema: CONTENT_SCHEMA,
  titleOf: (key) => {
    const type = registries().records.find(key)
    return type ? `Campos de ${type.title.many.toLowerCase()}` : key
  },
  summarize: (content) => {
    const labels = activeFields(asContent(content)).map(({ label }) => label)
    return labels.length ? labels.join(', ') : 'Nenhum campo'
  },
  validate,
  continues: keptFields,
  factsOf: (content) => customFactsSchema({ fields: activeFields(asContent(content)) }),
  studio: fieldsStudio,
  defaults: () =>
    registries()
      .records.all()
      .filter(({ hasCustomFields }) => hasCustomFields)
      .map(({ name, title }) => ({
        key: name,
        title: `Campos de ${title.many.toLowerCase()}`,
        content: { fields: [] },
        legalBasis: null,
      })),
  compare: (before, after) =>
    compareLists<CustomField>(asContent(before).fields, asContent(after).fields, {
      path: '/fields',
      keyOf: ({ key }) => key,
      titleOf: ({ label }) => `Campo “${label}”`,
      compareItem: (was, is, path) =>
        compareJson(asJson(was), asJson(is), { path, label: `Campo “${is.label}”` }),
    }),
}

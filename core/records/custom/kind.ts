import {
  type ConfigurationKind,
  checkSchema,
  compareJson,
  compareLists,
} from '#core/configuration/index'
import type { Json } from '#core/database/index'
import { type Issue, registries } from '#core/kernel/index'
import { checkConditions } from '../write/form_conditions.ts'
import { CONTENT_SCHEMA, type CustomContent, type CustomField, asRecordField } from './content.ts'

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
    : checkConditions([...type.fields, ...fields.map(asRecordField)])
}

function checkField(fields: readonly CustomField[], field: CustomField, index: number): Issue[] {
  const path = `/fields/${index}`
  const isRepeated = fields.findIndex(({ key }) => key === field.key) < index
  return [
    ...(isRepeated
      ? [critical('repeated_key', `${path}/key`, `O campo “${field.key}” está repetido.`)]
      : []),
    ...(field.type === 'enum' && !field.options
      ? [critical('no_options', path, `“${field.label}” é uma lista e não tem opções.`)]
      : []),
  ]
}

/** Fields that administrators add to a record type; the key is the record type's name. */
export const customFieldsKind: ConfigurationKind = {
  kind: 'custom-fields',
  title: 'Campos adicionados',
  editor: 'json',
  schema: CONTENT_SCHEMA,
  titleOf: (key) => {
    const type = registries().records.find(key)
    return type ? `Campos de ${type.title.many.toLowerCase()}` : key
  },
  summarize: (content) => {
    const labels = asContent(content).fields.map(({ label }) => label)
    return labels.length ? labels.join(', ') : 'Nenhum campo'
  },
  validate,
  compare: (before, after) =>
    compareLists<CustomField>(asContent(before).fields, asContent(after).fields, {
      path: '/fields',
      keyOf: ({ key }) => key,
      titleOf: ({ label }) => `Campo “${label}”`,
      compareItem: (was, is, path) =>
        compareJson(asJson(was), asJson(is), { path, label: `Campo “${is.label}”` }),
    }),
}

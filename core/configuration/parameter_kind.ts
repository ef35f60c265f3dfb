import type { Json } from '#core/database/index'
import { type Issue, registries } from '#core/kernel/index'
import { compareJson, valueText } from './compare.ts'
import { checkSchema } from './schema_check.ts'
import type { ConfigurationKind } from './types.ts'

const SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['value'],
  properties: { value: {} },
}

const valueOf = (content: Json) => (content as { readonly value: Json }).value

function validate(key: string, content: Json): Issue[] {
  const parameter = registries().parameters.find(key)
  if (parameter) return checkSchema(parameter.schema, valueOf(content), '/value')
  const message = `Não existe o parâmetro “${key}” nesta instalação.`
  return [{ code: 'unknown_parameter', severity: 'critical', path: '', message }]
}

/** One dated value that administrators set; the key is the parameter's. */
export const parameterKind: ConfigurationKind = {
  kind: 'parameter',
  title: 'Parâmetros',
  editor: 'parameter',
  schema: SCHEMA,
  titleOf: (key) => registries().parameters.find(key)?.title ?? key,
  summarize: (content) => valueText(valueOf(content)),
  validate,
  compare: (before, after) =>
    compareJson(valueOf(before), valueOf(after), { path: '/value', label: 'Valor' }),
  defaults: () =>
    registries()
      .parameters.all()
      .map(({ key, title, default: value, because }) => ({
        key,
        title,
        content: { value },
        legalBasis: because,
      })),
}

import type { Json } from '#core/database/index'
import { type Issue, registries } from '#core/kernel/index'
import { compareJson, valueText } from './compare.ts'
import { declaredParameter } from './declared_parameter.ts'
import { inWords, titlesIn } from './view/content_tree.ts'
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
  const parameter = declaredParameter(key)
  if (parameter) {
    const shape = checkSchema(parameter.schema, valueOf(content), '/value')
    if (shape.length) return shape
    return withinValue(parameter.validate?.(valueOf(content)) ?? [])
  }
  const message = `Não existe o parâmetro “${key}” nesta instalação.`
  return [{ code: 'unknown_parameter', severity: 'critical', path: '', message }]
}

const withinValue = (issues: readonly Issue[]): Issue[] =>
  issues.map((issue) => ({ ...issue, path: `/value${issue.path}` }))

/** One dated value that administrators set; the key is the parameter's. */
export const parameterKind: ConfigurationKind = {
  kind: 'parameter',
  title: 'Parâmetros',
  editor: 'parameter',
  studio: async (item) => {
    const { parameterStudio } = await import('./view/parameter_studio.ts')
    return parameterStudio(item)
  },
  schema: SCHEMA,
  titleOf: (key) => declaredParameter(key)?.title ?? key,
  summarize: (content) => valueText(valueOf(content)),
  validate,
  checkHere: async (reader, { key, municipalityId, content }) => {
    const parameter = declaredParameter(key)
    if (!parameter?.checkHere) return []
    return withinValue(
      await parameter.checkHere(reader, { municipalityId, value: valueOf(content) })
    )
  },
  admitsEmergency: (key) => declaredParameter(key)?.admitsEmergency ?? true,
  compare: (before, after, key) => {
    const schema = key === undefined ? undefined : declaredParameter(key)?.schema
    const [was, is] = [inWords(schema, valueOf(before)), inWords(schema, valueOf(after))]
    return compareJson(was, is, { path: '/value', label: 'Valor', nameOf: titlesIn(schema) })
  },
  places: async (reader, { key, municipalityId }) =>
    (await declaredParameter(key)?.places?.(reader, municipalityId)) ?? [],
  names: (content) => {
    const rows = valueOf(content)
    if (!Array.isArray(rows)) return []
    return (rows as readonly { readonly code?: string; readonly title?: string }[]).flatMap(
      ({ code, title }) => (code && title ? [{ value: code, title: `${code} ${title}` }] : [])
    )
  },
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

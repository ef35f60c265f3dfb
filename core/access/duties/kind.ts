import { DUTIES } from '#config/duties'
import { type ConfigurationKind, compareJson } from '#core/configuration/index'
import type { Json } from '#core/database/index'
import { type Issue, registries } from '#core/kernel/index'
import type { DutiesMatrix } from './types.ts'

export const DUTIES_KIND = 'duties'
export const DUTIES_KEY = 'matrix'

const text = (title: string) => ({ type: 'string', minLength: 1, title })
/** Offered by the form from the activities above it, by their titles. */
const activity = (title: string) => ({
  ...text(title),
  choicesFrom: { list: '/activities', value: 'code', title: 'title' },
})
const closed = (properties: object) => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties),
  properties,
})
const list = (title: string, items: object) => ({ type: 'array', title, maxItems: 200, items })
const keyed = (title: string, keyedBy: string | readonly string[], items: object) => ({
  ...list(title, items),
  keyedBy,
})

const schemaWith = (permission: object) =>
  closed({
    activities: keyed(
      'Atividades',
      'code',
      closed({
        code: text('Código'),
        title: text('Nome'),
        permissions: list('Permissões de quem a exerce', permission),
      })
    ),
    conflicts: keyed(
      'Pares que uma pessoa não acumula',
      ['a', 'b'],
      closed({ a: activity('Quem'), b: activity('Não pode'), because: text('Porque') })
    ),
    practices: keyed(
      'Práticas conferidas',
      'code',
      closed({
        code: text('Código'),
        title: text('Nome'),
        pairs: list('Pares que ela exige separados', {
          ...{ type: 'array', minItems: 2, maxItems: 2, items: activity('Atividade') },
        }),
        isBinary: { type: 'boolean', title: 'Um só par acumulado já a descumpre' },
      })
    ),
  })

const SCHEMA = schemaWith(text('Permissão'))

/** The same for people: permissions are chosen by what they allow. */
function formSchema() {
  const { permissions } = registries()
  const names = permissions.names()
  return schemaWith({
    title: 'Permissão',
    enum: names,
    enumTitles: names.map((name) => permissions.get(name)),
  })
}

/** Duties that one person must not combine, as a dated, approved matrix. */
export const dutiesKind: ConfigurationKind = {
  kind: DUTIES_KIND,
  title: 'Segregação de funções',
  editor: 'form',
  schema: SCHEMA,
  studio: () => ({ schema: formSchema() as Json }),
  titleOf: () => 'Matriz de segregação de funções',
  summarize: (content) => {
    const { activities, conflicts } = content as unknown as DutiesMatrix
    return `${activities.length} atividades, ${conflicts.length} pares em conflito`
  },
  validate: (_key, content) => validate(content as unknown as DutiesMatrix),
  compare: (before, after) => compareJson(before, after, { path: '', label: 'Matriz' }),
  defaults: () => [
    {
      key: DUTIES_KEY,
      title: 'Matriz de segregação de funções',
      content: DUTIES as unknown as Json,
      legalBasis: 'Metodologia Acertar, práticas AC-002 e AC-018',
    },
  ],
}

function validate({ activities, conflicts, practices }: DutiesMatrix): Issue[] {
  const codes = new Set(activities.map(({ code }) => code))
  const issues: Issue[] = []
  const require = (code: string, path: string) => {
    if (codes.has(code)) return
    const message = `Não há atividade com o código “${code}”.`
    issues.push({ code: 'unknown_activity', severity: 'critical', path, message })
  }
  conflicts.forEach(({ a, b }, index) => {
    require(a, `/conflicts/${index}/a`)
    require(b, `/conflicts/${index}/b`)
    if (a !== b) return
    const message = 'Um par precisa de duas atividades diferentes.'
    issues.push({
      code: 'same_activity',
      severity: 'critical',
      path: `/conflicts/${index}`,
      message,
    })
  })
  practices.forEach(({ pairs }, index) => {
    for (const code of pairs.flat()) require(code, `/practices/${index}/pairs`)
  })
  return [...issues, ...unknownPermissions(activities)]
}

/** A plugin that is off leaves permissions without meaning: worth a warning, not a refusal. */
function unknownPermissions(activities: DutiesMatrix['activities']): Issue[] {
  const { permissions } = registries()
  return activities.flatMap(({ permissions: names }, index) =>
    names
      .filter((name) => !permissions.find(name))
      .map((name) => ({
        code: 'unknown_permission',
        severity: 'warning' as const,
        path: `/activities/${index}/permissions`,
        message: `A permissão “${name}” não existe nesta instalação: não conta.`,
      }))
  )
}

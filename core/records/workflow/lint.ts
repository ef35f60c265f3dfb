import type { Issue } from '#core/kernel/index'
import type { RecordField, RecordType } from '../types.ts'
import { checkConditions } from '../write/form_conditions.ts'
import { addedFacts } from './added_fields.ts'
import type {
  WorkflowContent,
  WorkflowDeclaration,
  WorkflowState,
  WorkflowTransition,
} from './types.ts'

const issue = (
  severity: Issue['severity'],
  code: string,
  path: string,
  message: string
): Issue => ({ severity, code, path, message })
const critical = (code: string, path: string, message: string) =>
  issue('critical', code, path, message)

/** Names under which the conditions of transitions stand among those of a form. */
export const conditionName = ({ key }: WorkflowTransition): string => `transition_${key}`

const compiled = new WeakMap<WorkflowContent, Map<RecordType, readonly RecordField[]>>()

/** The facts of a workflow with its conditions, as fields of a form; the same objects for the same content. */
export function conditionFields(
  type: RecordType,
  { facts }: WorkflowDeclaration,
  content: WorkflowContent
): readonly RecordField[] {
  const known = compiled.get(content)?.get(type)
  if (known) return known
  const read = type.fields
    .filter(({ name }) => facts.includes(name))
    .map(({ visibleWhen: _visible, requiredWhen: _required, ...field }) => field)
  const conditions = content.transitions
    .filter(({ when }) => when !== undefined)
    .map((one): RecordField => ({
      name: conditionName(one),
      label: one.title,
      type: 'boolean',
      visibleWhen: one.when!,
    }))
  const fields = [...read, ...addedFacts(content), ...conditions]
  compiled.set(content, (compiled.get(content) ?? new Map()).set(type, fields))
  return fields
}

/** What would make a workflow wrong, or leave records where they cannot go on. Paths are JSON Pointers. */
export function lintWorkflow(
  type: RecordType,
  declared: WorkflowDeclaration,
  content: WorkflowContent
): Issue[] {
  const shape = [
    ...repeated(content.states, '/states', 'O estado'),
    ...repeated(content.transitions, '/transitions', 'A passagem'),
    ...initialIssues(content),
    ...content.transitions.flatMap((one, index) => transitionIssues(declared, content, one, index)),
  ]
  if (shape.length) return shape
  return [
    ...endIssues(declared, content),
    ...reachIssues(content),
    ...conditionIssues(type, declared, content),
  ]
}

/** A record in a final state that nothing ended would stay open for everybody but its workflow. */
function endIssues(
  { effects }: WorkflowDeclaration,
  { states, transitions }: WorkflowContent
): Issue[] {
  const ends = effects.filter(({ isEnd }) => isEnd)
  if (!ends.length) return []
  const names = ends.map(({ title }) => `“${title}”`).join(' ou ')
  return transitions.flatMap(({ title, to, effects: done = [] }, index) => {
    const final = states.find(({ key, isFinal }) => key === to && isFinal)
    if (!final || ends.some(({ name }) => done.includes(name))) return []
    const message = `“${title}” leva a “${final.title}”, que é final, e nada encerra o registro: escolha o efeito ${names}.`
    return [critical('no_end', `/transitions/${index}/effects`, message)]
  })
}

function repeated(
  list: readonly { readonly key: string; readonly title: string }[],
  path: string,
  what: string
): Issue[] {
  return list.flatMap(({ key, title }, index) =>
    list.findIndex((one) => one.key === key) < index
      ? [critical('repeated_key', `${path}/${index}/key`, `${what} “${title}” está repetido.`)]
      : []
  )
}

function initialIssues({ states }: WorkflowContent): Issue[] {
  const initial = states.filter(({ isInitial }) => isInitial)
  if (initial.length === 1) return []
  const message = initial.length
    ? `Há ${initial.length} estados iniciais (${initial.map(({ title }) => title).join(', ')}): deixe um só.`
    : 'Falta o estado inicial: diga em qual deles um registro novo começa.'
  return [critical(initial.length ? 'many_initial' : 'no_initial', '/states', message)]
}

function transitionIssues(
  { permissions, effects }: WorkflowDeclaration,
  { states }: WorkflowContent,
  { title, from, to, permission, effects: done = [] }: WorkflowTransition,
  index: number
): Issue[] {
  const at = `/transitions/${index}`
  const stateOf = (key: string) => states.find((one) => one.key === key)
  const final = from.map(stateOf).find((one) => one?.isFinal)
  return [
    ...(from.length
      ? []
      : [critical('no_from', `${at}/from`, `“${title}” não parte de estado algum.`)]),
    ...[...from, to]
      .filter((key) => !stateOf(key))
      .map((key) =>
        critical('unknown_state', at, `“${title}” leva a um estado que não existe: “${key}”.`)
      ),
    ...(final
      ? [critical('from_final', `${at}/from`, `“${title}” parte de “${final.title}”, que é final.`)]
      : []),
    ...(permissions.includes(permission)
      ? []
      : [
          critical(
            'unknown_permission',
            `${at}/permission`,
            `“${title}” pede uma permissão que não é deste cadastro.`
          ),
        ]),
    ...done
      .filter((name) => !effects.some((one) => one.name === name))
      .map((name) =>
        critical('unknown_effect', `${at}/effects`, `“${title}”: não existe o efeito “${name}”.`)
      ),
  ]
}

/** Keys of the states that a record can come to from the initial one. */
export function reachable({ states, transitions }: WorkflowContent): ReadonlySet<string> {
  const reached = new Set(states.filter(({ isInitial }) => isInitial).map(({ key }) => key))
  for (const key of reached)
    for (const { from, to } of transitions) if (from.includes(key)) reached.add(to)
  return reached
}

function reachIssues(content: WorkflowContent): Issue[] {
  const reached = reachable(content)
  const leads = ({ key }: WorkflowState) =>
    content.transitions.some(({ from, to }) => from.includes(key) && to !== key)
  return content.states.flatMap((one, index) => {
    const at = `/states/${index}`
    const lost = `Nenhum registro chega a “${one.title}”: leve até lá uma passagem ou retire o estado.`
    const stuck = `De “${one.title}” não se sai: marque-o como final ou crie uma passagem.`
    return [
      ...(reached.has(one.key) ? [] : [critical('unreachable_state', at, lost)]),
      ...(one.isFinal || leads(one) ? [] : [critical('no_way_out', at, stuck)]),
    ]
  })
}

function conditionIssues(
  type: RecordType,
  declared: WorkflowDeclaration,
  content: WorkflowContent
): Issue[] {
  return checkConditions(conditionFields(type, declared, content)).map((found) => {
    const name = /^\/rules\/0\/then\/visible_transition_([a-z0-9_]+)/.exec(found.path)
    const index = content.transitions.findIndex(({ key }) => key === name?.[1])
    if (!name || index === -1) return { ...found, path: '/transitions' }
    const rest = found.path.slice(name[0].length)
    const message = `“${content.transitions[index]!.title}”: ${found.message}`
    return { ...found, path: `/transitions/${index}/when${rest}`, message }
  })
}

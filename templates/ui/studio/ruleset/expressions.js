/* What the condition and expression builders need: facts to choose from, and a content to change by pointers. */
import { builder } from '#core/rules/browser'
import { valueAt, withValue } from '../pointer.js'
import { groupOf } from './parts.js'

export class ExpressionEditor {
  /** Pointers of the calculations inside others that are open. */
  opened = new Set()

  /** `decision` gives at least `facts`, the schema of what expressions may read. */
  constructor(studio, decision) {
    this.studio = studio
    this.decision = decision
    this.facts = builder.factList(decision.facts)
  }

  get content() {
    return this.studio.content
  }

  get hasLists() {
    return this.facts.some(({ type }) => type === 'list')
  }

  /** The same editor for what stands inside a list: it offers the facts of one element. */
  within(facts) {
    const inner = Object.create(this)
    const known = builder.factList(facts)
    const own = known.length ? known : [builder.fieldInfo(facts, '', facts.title ?? 'elemento')]
    const factAt = (path) => own.find((one) => one.path === path)
    return Object.defineProperties(inner, {
      decision: { value: { ...this.decision, facts } },
      facts: { value: own },
      factAt: { value: factAt },
    })
  }

  factAt = (path) => this.facts.find((one) => one.path === path)

  /** The facts to choose from, with the one that a rule reads already even where the decision knows it no more. */
  factsWith(path) {
    return this.factAt(path) ? this.facts : [...this.facts, { path, title: path || 'elemento' }]
  }

  /** Puts an expression or value at a place. `name` makes one step of undo of changes that follow each other. */
  put(at, value, name = null) {
    this.studio.change(withValue(this.content, at, value), name)
  }

  addCondition(at, op, fact) {
    this.put(at, builder.joinedWith(op, valueAt(this.content, at), builder.conditionOn(fact)))
  }

  addGroup(at, op, group) {
    const inner = { [Object.keys(group)[0]]: Object.values(group)[0] }
    const when = valueAt(this.content, at)
    this.put(at, when === true ? inner : builder.joinedWith(op, when, [inner]))
  }

  /** Puts several conditions, which must all hold, where one stood. */
  replaceCondition(at, conditions) {
    const place = groupOf(at)
    if (place?.op !== 'and')
      return this.put(at, conditions.length === 1 ? conditions[0] : { and: conditions })
    const items = valueAt(this.content, `${place.at}/and`)
    const others = new Set(
      items.filter((_, index) => index !== place.index).map((one) => JSON.stringify(one))
    )
    const fresh = conditions.filter((one) => !others.has(JSON.stringify(one)))
    this.put(`${place.at}/and`, items.toSpliced(place.index, 1, ...fresh))
  }

  removeCondition(at) {
    const place = groupOf(at)
    if (place)
      return this.put(place.at, builder.withoutItem(valueAt(this.content, place.at), place.index))
    if (at.endsWith('/!/0')) return this.removeCondition(at.slice(0, -'/!/0'.length))
    this.put(at, true)
  }
}

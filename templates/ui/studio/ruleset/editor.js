/* What the parts of the rule editor share: the content they change, and what each person has open. */
import { builder } from '#core/rules/browser'
import { valueAt, withValue } from '../pointer.js'
import { groupOf } from './parts.js'
import { Trial } from './trial.js'

export class RulesetEditor {
  /** Position of the rule that is open; null: none, `default`: the default outcome. */
  open = null
  view = 'sentences'
  search = ''
  /** Pointers of the calculations inside others that are open. */
  opened = new Set()
  /** Position of the example that is open. */
  openExample = null

  constructor(studio) {
    this.studio = studio
    this.decision = studio.data.decision
    this.facts = builder.factList(this.decision.facts)
    this.outcomes = builder.outcomeFields(this.decision.outcome)
    this.trial = new Trial(this)
  }

  get content() {
    return this.studio.content
  }

  /** Whether the content has the shape of a ruleset at all; if not, only its JSON is shown. */
  get isSound() {
    const { rules, examples } = this.content ?? {}
    const isRule = (one) =>
      typeof one === 'object' && one !== null && typeof one.then === 'object' && one.then !== null
    return Array.isArray(rules) && rules.every(isRule) && Array.isArray(examples)
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

  addRule() {
    const { rules } = this.content
    this.open = rules.length
    this.put('/rules', [...rules, builder.newRule(this.decision, this.content)])
    this.focusOn(`/rules/${rules.length}/title`)
  }

  copyRule(index) {
    const { rules } = this.content
    this.open = index + 1
    this.put(
      '/rules',
      rules.toSpliced(index + 1, 0, builder.copyOfRule(rules[index], this.content))
    )
  }

  removeRule(index) {
    this.open = null
    this.put('/rules', this.content.rules.toSpliced(index, 1))
  }

  moveRule(index, step) {
    const to = index + step
    if (to < 0 || to >= this.content.rules.length) return
    const rules = [...this.content.rules]
    rules.splice(to, 0, rules.splice(index, 1)[0])
    if (this.open === index) this.open = to
    this.put('/rules', rules)
    document.querySelector(`[data-rule="${to}"] .rule-title`)?.focus()
  }

  toggle(index) {
    this.open = this.open === index ? null : index
    this.studio.redraw()
  }

  /** A fact pressed in the palette: one more condition of the rule that is open. */
  useFact(fact) {
    if (typeof this.open === 'number')
      return this.addCondition(`/rules/${this.open}/when`, 'and', fact)
    this.studio.redraw()
  }

  goTo(pointer) {
    const [, part, position] = pointer.split('/')
    if (part === 'examples') {
      this.openExample = Number(position)
      this.studio.showPanel('examples')
    } else if (part === 'default') this.open = 'default'
    else if (part === 'rules' && position !== undefined) this.open = Number(position)
    else return false
    this.view = 'sentences'
    this.focusOn(pointer)
    return true
  }

  /** After the next drawing: the field of a pointer, or of the nearest place above it. */
  focusOn(pointer) {
    setTimeout(() => {
      for (let at = pointer; at; at = at.slice(0, at.lastIndexOf('/'))) {
        const place = document.querySelector(`[data-at="${CSS.escape(at)}"]`)
        if (!place) continue
        place.scrollIntoView({ block: 'center' })
        const field = place.matches('input, textarea, select, button')
          ? place
          : place.querySelector('input, textarea, select, button')
        return field?.focus({ preventScroll: true })
      }
    })
  }
}

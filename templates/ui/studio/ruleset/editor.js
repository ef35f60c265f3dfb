/* What the parts of the rule editor share: the content they change, and what each person has open. */
import { builder } from '#core/rules/browser'
import { ExpressionEditor } from './expressions.js'
import { Trial } from './trial.js'

export class RulesetEditor extends ExpressionEditor {
  /** Position of the rule that is open; null: none, `default`: the default outcome. */
  open = null
  view = 'sentences'
  search = ''
  /** Position of the example that is open. */
  openExample = null

  constructor(studio) {
    super(studio, studio.data.decision)
    this.outcomes = builder.outcomeFields(this.decision.outcome)
    this.trial = new Trial(this)
  }

  /** Whether the content has the shape of a ruleset at all; if not, only its JSON is shown. */
  get isSound() {
    const { rules, examples } = this.content ?? {}
    const isRule = (one) =>
      typeof one === 'object' && one !== null && typeof one.then === 'object' && one.then !== null
    return Array.isArray(rules) && rules.every(isRule) && Array.isArray(examples)
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

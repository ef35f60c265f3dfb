/* What is edited of a workflow: its states and its transitions, and what is open of them. */
import { keyFrom } from '../fields/types.js'
import { ExpressionEditor } from '../ruleset/expressions.js'

export class WorkflowEditor extends ExpressionEditor {
  /** `states/0` or `transitions/2`: what is open. */
  open = null
  zoom = 1
  /** Of the simulation: where the record stands, as whom, and the way it came. */
  at = null
  profile = null
  way = []

  constructor(studio) {
    const properties = studio.data.facts ?? {}
    super(studio, { facts: { type: 'object', properties } })
  }

  get isSound() {
    const { states, transitions } = this.content ?? {}
    return (
      Boolean(this.studio.data.record) &&
      Array.isArray(states) &&
      Array.isArray(transitions) &&
      transitions.every((one) => Array.isArray(one?.from))
    )
  }

  titleOf = (key) => this.content.states.find((one) => one.key === key)?.title ?? key

  setItem(part, index, item, name = null) {
    this.put(`/${part}/${index}`, item, name)
  }

  addState() {
    const { states } = this.content
    const title = `Estado ${states.length + 1}`
    const key = keyFrom(
      title,
      states.map((one) => one.key),
      'estado'
    )
    this.open = `states/${states.length}`
    this.put('/states', [...states, { key, title, tone: 'neutral' }])
    this.focusOn(`/states/${states.length}`)
  }

  addTransition() {
    const { states, transitions } = this.content
    const title = `Passagem ${transitions.length + 1}`
    const key = keyFrom(
      title,
      transitions.map((one) => one.key),
      'passagem'
    )
    const permission = this.studio.data.permissions[0].name
    const from = states
      .filter(({ isFinal }) => !isFinal)
      .slice(0, 1)
      .map((one) => one.key)
    const to = states.at(-1).key
    this.open = `transitions/${transitions.length}`
    this.put('/transitions', [...transitions, { key, title, from, to, permission, reason: 'none' }])
    this.focusOn(`/transitions/${transitions.length}`)
  }

  /** Takes a state away with the transitions that end in it; those that only start there too lose it. */
  removeState(index) {
    const { states, transitions } = this.content
    const { key } = states[index]
    this.open = null
    const left = transitions
      .filter(({ to }) => to !== key)
      .map((one) => ({ ...one, from: one.from.filter((name) => name !== key) }))
      .filter(({ from }) => from.length)
    this.studio.change({ ...this.content, states: states.toSpliced(index, 1), transitions: left })
  }

  /** Exactly one state is the initial one. */
  makeInitial(index) {
    const states = this.content.states.map(({ isInitial: _was, ...one }, place) =>
      place === index ? { ...one, isInitial: true } : one
    )
    this.put('/states', states)
  }

  focusOn(pointer) {
    setTimeout(() => {
      const place = document.querySelector(`[data-at="${CSS.escape(pointer)}"]`)
      place?.scrollIntoView({ block: 'center' })
      place?.querySelector('input')?.focus({ preventScroll: true })
    })
  }
}

import { h } from '../dom.js'

/** A state in its words and colour. */
export const badge = ({ title, tone }) => h('span', { class: `state state-${tone}` }, title)

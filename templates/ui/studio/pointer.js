/* JSON Pointers (RFC 6901) over contents, and over the text of a JSON view. */
import { syntaxTree } from '@codemirror/language'

export const escapeStep = (step) => String(step).replaceAll('~', '~0').replaceAll('/', '~1')
const unescapeStep = (step) => step.replaceAll('~1', '/').replaceAll('~0', '~')

/** `/rules/0/when` → ['rules', '0', 'when'] */
export const stepsOf = (pointer) =>
  pointer === '' ? [] : pointer.slice(1).split('/').map(unescapeStep)

export const join = (pointer, ...steps) => [pointer, ...steps.map(escapeStep)].join('/')

/** What stands at a pointer; undefined when nothing does. */
export function valueAt(content, pointer) {
  let value = content
  for (const step of stepsOf(pointer)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
    value = value[step]
  }
  return value
}

/** A copy with another value at a pointer; what is not on the way there is shared. `undefined` takes it away. */
export function withValue(content, pointer, value) {
  return changed(content, stepsOf(pointer), value)
}

function changed(content, [step, ...rest], value) {
  if (step === undefined) return value
  if (Array.isArray(content)) {
    const index = Number(step)
    const copy = [...content]
    if (rest.length === 0 && value === undefined) copy.splice(index, 1)
    else copy[index] = changed(content[index], rest, value)
    return copy
  }
  const copy = { ...content }
  if (rest.length === 0 && value === undefined) delete copy[step]
  else copy[step] = changed(copy[step] ?? {}, rest, value)
  return copy
}

/** Where in the text of a JSON view the value of a pointer begins and ends; of a missing value, that of its parent. */
export function rangeOf(state, pointer) {
  let node = syntaxTree(state).topNode.firstChild
  for (const step of stepsOf(pointer)) {
    const inner =
      node && (node.name === 'Array' ? item(node, Number(step)) : property(state, node, step))
    if (!inner) break
    node = inner
  }
  return node ? { from: node.from, to: node.to } : { from: 0, to: 0 }
}

function item(node, wanted) {
  let index = 0
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.name === '[' || child.name === ']' || child.name === ',' || child.type.isError)
      continue
    if (index++ === wanted) return child
  }
  return null
}

function property(state, node, name) {
  if (node.name !== 'Object') return null
  for (const child of node.getChildren('Property')) {
    const key = child.getChild('PropertyName')
    if (key && nameOf(state, key) === name) return child.lastChild
  }
  return null
}

function nameOf(state, { from, to }) {
  try {
    return JSON.parse(state.sliceDoc(from, to))
  } catch {
    return null
  }
}

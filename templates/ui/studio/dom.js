/*
 * A page drawn from its state: `h` says what should stand there, `patch` changes only what differs, so that focus,
 * selection and open menus stay where the person left them. No code from text, no inline script.
 */

/** The field in which somebody types: what they see there is left alone until they leave it. */
let typing = null
addEventListener('input', ({ target }) => (typing = target), true)
addEventListener(
  'focusout',
  ({ target }) => {
    if (typing !== target) return
    typing = null
    if (target.shownValue !== undefined && target.value !== target.shownValue)
      target.value = target.shownValue
  },
  true
)

/** From now on fields show the state again, for an undo while somebody types. */
export const stopTyping = () => (typing = null)

/**
 * An element. Properties: attributes; `on<event>` handlers; `value`, `checked`, `open`, `disabled` as properties; `key`
 * tells siblings apart when they move; `ref(element)` is called once when it is made; `own: true` leaves its inside to
 * whoever got it by `ref`.
 */
export function h(tag, props, ...children) {
  const kept = children
    .flat(Infinity)
    .filter((one) => one !== null && one !== undefined && one !== false && one !== '')
  return { tag, props: props ?? {}, key: props?.key, children: kept }
}

/** One of the icons that the page brings as symbols. */
export const icon = (name, size = 'icon-sm') =>
  h('svg', { 'class': `icon ${size}`, 'aria-hidden': 'true' }, h('use', { href: `#icon-${name}` }))

const PROPERTIES = new Set(['value', 'checked', 'open', 'disabled', 'selected', 'indeterminate'])
const SVG = 'http://www.w3.org/2000/svg'
const DRAWN = new Set(['svg', 'use', 'g', 'path', 'rect', 'text'])

/** Makes the inside of an element what the nodes say. */
export function patch(host, nodes) {
  patchChildren(
    host,
    [nodes]
      .flat(Infinity)
      .filter((one) => one !== null && one !== undefined && one !== false && one !== '')
  )
}

function patchChildren(host, nodes) {
  const old = host.drawn ?? []
  const byKey = new Map(
    old.filter(({ node }) => node.key !== undefined).map((one) => [one.node.key, one])
  )
  const loose = old.filter(({ node }) => node.key === undefined)
  const drawn = nodes.map((node) => {
    const same = node.key === undefined ? takeLoose(loose, node) : takeKeyed(byKey, node)
    return same ? updated(same, node) : created(node)
  })
  for (const { element } of [...byKey.values(), ...loose]) element.remove()
  if (!host.drawn) host.replaceChildren()
  drawn.forEach(({ element }, index) => {
    if (host.childNodes[index] !== element)
      host.insertBefore(element, host.childNodes[index] ?? null)
  })
  host.drawn = drawn
}

const isText = (node) => typeof node !== 'object'

function takeLoose(loose, node) {
  const index = loose.findIndex(({ node: old }) =>
    isText(node) ? isText(old) : old.tag === node.tag
  )
  return index === -1 ? null : loose.splice(index, 1)[0]
}

function takeKeyed(byKey, node) {
  const found = byKey.get(node.key)
  if (found?.node.tag !== node.tag) return null
  byKey.delete(node.key)
  return found
}

function created(node) {
  if (isText(node)) return { node, element: document.createTextNode(String(node)) }
  const isSvg = DRAWN.has(node.tag)
  const element = isSvg ? document.createElementNS(SVG, node.tag) : document.createElement(node.tag)
  if (!node.props.own) patchChildren(element, node.children)
  setProps(element, {}, node.props)
  node.props.ref?.(element)
  return { node, element }
}

function updated({ node: old, element }, node) {
  if (isText(node)) {
    if (old !== node) element.data = String(node)
    return { node, element }
  }
  if (!node.props.own) patchChildren(element, node.children)
  setProps(element, old.props, node.props)
  return { node, element }
}

function setProps(element, old, props) {
  for (const name of new Set([...Object.keys(old), ...Object.keys(props)])) {
    if (name === 'key' || name === 'ref' || name === 'own') continue
    if (name.startsWith('on')) setHandler(element, name.slice(2), props[name])
    else if (name === 'value' && 'value' in element) setValue(element, props.value)
    else if (old[name] !== props[name]) setAttribute(element, name, props[name])
  }
}

/** A select is set at each drawing, since its options may have come with this one. */
function setValue(element, value) {
  const text = String(value ?? '')
  if (element.localName === 'select') {
    if (element.value !== text) element.value = text
    return
  }
  if (element.shownValue === text && (typing === element || element.value === text)) return
  if (typing !== element && element.value !== text) element.value = text
  element.shownValue = text
}

function setAttribute(element, name, value) {
  if (PROPERTIES.has(name)) element[name] = value ?? false
  else if (value === undefined || value === null || value === false) element.removeAttribute(name)
  else element.setAttribute(name, value === true ? '' : value)
}

function setHandler(element, type, handler) {
  element.handlers ??= new Map()
  if (!element.handlers.has(type) && handler) {
    element.addEventListener(type, (event) => element.handlers.get(type)?.(event))
  }
  element.handlers.set(type, handler)
}

/*
 * From the components of the canvas back to the text of the template. What carries Handlebars is written as it was read;
 * of an element only the attributes that somebody changed are written anew. Pure: it reads GrapesJS models, no DOM.
 */
import { VOID_ELEMENTS } from '#core/documents/markup/tree'
import { decoded } from './to_components.js'

/** The template that a component's children stand for. */
export const templateOf = (component) => childrenOf(component).map(text).join('')

const childrenOf = (component) => {
  const children = component.components()
  return children.models ?? children
}

/** What an element was loaded with: compared later, so that only changes are written. */
export function remember(component) {
  if (component.get('own')) component.set('kept', attributesOf(component), { silent: true })
  childrenOf(component).forEach(remember)
}

function text(component) {
  const type = component.get('type')
  if (type === 'textnode') return words(component)
  if (type === 'comment') return `<!--${component.get('content')}-->`
  const attributes = component.getAttributes()
  if (attributes['data-hb'] !== undefined) return attributes['data-hb']
  const inside = inner(component)
  const tag = component.get('tagName')
  if (tag === 'hb-block') return inside + (attributes['data-hb-close'] ?? '')
  if (tag === 'hb-branch') return (attributes['data-hb-open'] ?? '') + inside
  return element(component, inside)
}

/** Text that was set as a whole (new text that nobody opened yet) stands before the children. */
const inner = (component) => (component.get('content') || '') + templateOf(component)

function words(component) {
  const raw = component.get('raw')
  const content = component.get('content') ?? ''
  return raw !== undefined && decoded(raw) === content ? raw : escaped(content)
}

const escaped = (value) =>
  value
    .replace(/&(?!(#\d+|#x[0-9a-f]+|\w+);)/gi, '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\u00a0', '&nbsp;')

function element(component, inside) {
  const name = component.get('tagName') || 'div'
  const own = component.get('own')
  const close = own?.close ?? (VOID_ELEMENTS.has(name) ? '' : `</${name}>`)
  if (own && own.name === name) return openTag(component, own) + inside + close
  const { 'data-hb-tag': written, ...attributes } = attributesOf(component)
  if (written) return written + inside + `</${name}>`
  return `<${name}${Object.entries(attributes).map(attribute).join('')}>${inside}${close}`
}

/** Attributes as people gave them, without what the canvas needs for itself. */
function attributesOf(component) {
  const { id, ...others } = component.getAttributes()
  const own = component.get('own')
  const given = own?.attributes.some(({ name }) => name === 'id')
  const kept = Object.entries({ ...others, ...(given ? { id } : {}) }).filter(
    ([name, value]) =>
      (name === 'data-hb-tag' || !/^(data-(hb|gjs)|draggable$|contenteditable$)/.test(name)) &&
      value !== undefined &&
      value !== null &&
      value !== '' &&
      value !== false
  )
  return Object.fromEntries(
    kept.map(([name, value]) => [name, value === true ? '' : String(value)])
  )
}

const attribute = ([name, value]) =>
  ` ${name}="${value.replace(/&(?!(#\d+|#x[0-9a-f]+|\w+);)/gi, '&amp;').replaceAll('"', '&quot;')}"`

function openTag(component, own) {
  const kept = component.get('kept') ?? {}
  const now = attributesOf(component)
  const names = [...new Set([...Object.keys(kept), ...Object.keys(now)])].filter(
    (name) => kept[name] !== now[name] && name !== 'data-hb-tag'
  )
  if (names.length === 0) return own.open
  const written = own.attributes.map((one) => {
    if (!names.includes(one.name)) return one.raw
    const value = now[one.name]
    if (one.value?.includes('{{')) return withAdded(one, kept, now)
    return value === undefined ? '' : attribute([one.name, value])
  })
  const added = names
    .filter((name) => now[name] !== undefined && !own.attributes.some((one) => one.name === name))
    .map((name) => attribute([name, now[name]]))
  return `<${own.name}${written.join('')}${added.join('')}${/\/>$/.test(own.open) ? ' />' : '>'}`
}

/** A class list with Handlebars in it keeps what it has; new classes come after. */
function withAdded(one, kept, now) {
  if (one.name !== 'class') return one.raw
  const known = new Set((kept.class ?? '').split(/\s+/))
  const added = (now.class ?? '').split(/\s+/).filter((word) => word && !known.has(word))
  return added.length ? ` class="${one.value} ${added.join(' ')}"` : one.raw
}

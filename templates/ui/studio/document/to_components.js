/*
 * From the text of a template to the components of the canvas. Each component keeps what it was written as, so that what
 * nobody changed is written again to the letter. Pure.
 */
import { readTree } from '#core/documents/markup/tree'
import { blockOf, isShown, rootScope, scopeInside, shownField } from './expression.js'

const INLINE = new Set('a b strong i em u s small span sub sup br mark code'.split(' '))
const WORDS = { if: 'Se', unless: 'Se não', each: 'Para cada', with: 'Com', else: 'Senão' }

/** @returns the definitions of components for a template. */
export const componentsOf = (source, sample) =>
  readTree(source).map((node) => component(node, rootScope(sample)))

function component(node, scope) {
  switch (node.kind) {
    case 'text':
      return { type: 'textnode', content: decoded(node.raw), raw: node.raw }
    case 'field':
      return fieldOf(node, scope)
    case 'locked':
      return lockedOf(node.raw)
    case 'block':
      return block(node, scope)
    default:
      return element(node, scope)
  }
}

export function fieldOf({ raw, inside }, scope) {
  const shown = shownField(inside, scope)
  const style = shown.drawing ? { 'data-hb-drawing': `${shown.width}x${shown.height}` } : {}
  return {
    type: 'doc-field',
    tagName: 'span',
    attributes: { 'data-hb': raw, 'title': inside, ...style },
    components: [{ type: 'textnode', content: shown.drawing ?? shown.text }],
  }
}

const lockedOf = (raw) => ({
  type: 'doc-locked',
  tagName: 'hb-locked',
  attributes: { 'data-hb': raw, ...(isSilent(raw) ? { 'data-hb-silent': '' } : {}) },
})

const isSilent = (raw) => /^(<!--|\{\{!)/.test(raw)

function block({ branches, close }, scope) {
  const asked = blockOf(branches[0].open)
  const isFirst = isShown(asked, scope)
  return {
    type: 'doc-block',
    tagName: 'hb-block',
    attributes: { 'data-hb-close': close },
    components: branches.map(({ open, children }, index) => {
      const own = blockOf(open)
      const inner = index === 0 ? scopeInside(scope, asked) : scope
      return {
        type: 'doc-branch',
        tagName: 'hb-branch',
        attributes: {
          'data-hb-open': open,
          'data-hb-label': `${WORDS[own.helper] ?? own.helper} ${own.argument}`.trim(),
          ...(isFirst === (index === 0) ? {} : { 'data-hb-off': '' }),
        },
        components: children.map((child) => component(child, inner)),
      }
    }),
  }
}

const hasField = (value) => value !== null && value.includes('{{')

function element({ name, attributes, open, close, children }, scope) {
  const own = { name, open, close, attributes }
  const shown = Object.fromEntries(
    attributes.flatMap(({ name: attribute, value }) => {
      if (hasField(value)) return attribute === 'class' ? [['class', staticWords(value)]] : []
      return [[attribute, decoded(value ?? '')]]
    })
  )
  const dynamic = attributes.some(({ value }) => hasField(value))
  return {
    type: typeOf(name, children),
    tagName: name,
    attributes: { ...shown, ...(dynamic ? { 'data-hb-tag': open } : {}) },
    own,
    void: close === '' && children.length === 0,
    components: children.map((child) => component(child, scope)),
  }
}

const staticWords = (value) =>
  value
    .replace(/\{\{[^]*?\}\}/g, ' ')
    .split(/\s+/)
    .filter((one) => /^[\w-]+$/.test(one))
    .join(' ')

/** Words run on in it: people may type into it. */
const isRunning = (node) =>
  node.kind === 'text' ||
  node.kind === 'field' ||
  (node.kind === 'element' && INLINE.has(node.name) && node.children.every(isRunning)) ||
  (node.kind === 'block' && node.branches.every(({ children }) => children.every(isRunning)))

function typeOf(name, children) {
  if (name === 'img') return 'doc-image'
  if (INLINE.has(name))
    return children.length && children.every(isRunning) ? 'doc-words' : 'doc-box'
  const hasText = children.some(
    ({ kind, raw }) => (kind === 'text' && raw.trim() !== '') || kind === 'field'
  )
  return hasText && children.every(isRunning) ? 'doc-words' : 'doc-box'
}

const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' }

/** A text of the template as people see it. An entity without a short name stays as it is written. */
export const decoded = (raw) =>
  raw.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal, hex, name) => {
    if (name) return ENTITIES[name] ?? whole
    const point = Number.parseInt(decimal ?? hex, decimal ? 10 : 16)
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole
  })

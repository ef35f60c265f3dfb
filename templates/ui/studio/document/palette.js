/* The left pane: blocks to put in, and the data of the document. What is chosen goes to where the cursor is. */
import { h } from '../dom.js'
import { BLOCKS } from './blocks.js'
import { flatFields, pieceOf, writtenAt } from './data_fields.js'

const KINDS = {
  cents: 'R$',
  date: 'data',
  month: 'mês',
  list: 'lista',
  flag: 'sim ou não',
  image: 'imagem',
  count: 'número',
  decimal: 'número',
}
const IMAGE_BYTES = 200_000

/**
 * @param {{ data: object, isVisual: boolean, place(): string, insert(piece: string): void, say(text: string): void, redraw(): void, search: string, asking: string|null }} state
 */
export function palette(state) {
  return [state.isVisual && blocksCard(state), fieldsCard(state)]
}

function blocksCard(state) {
  return h('section', { class: 'card', key: 'blocks' }, [
    h('div', { class: 'card-header' }, h('h2', { class: 'card-title' }, 'Blocos')),
    h(
      'div',
      { class: 'doc-blocks' },
      BLOCKS.map((block) => [
        h(
          'button',
          {
            'key': block.id,
            'type': 'button',
            'class': 'btn',
            'aria-expanded': block.kinds ? String(state.asking === block.id) : null,
            'onclick': () => press(state, block),
          },
          block.title
        ),
        state.asking === block.id && chooser(state, block),
      ])
    ),
  ])
}

function press(state, block) {
  if (block.asks === 'file') return pickImage(state)
  if (!block.kinds) return state.insert(block.piece())
  state.asking = state.asking === block.id ? null : block.id
  state.redraw()
}

function chooser(state, block) {
  const place = state.place()
  const fitting = flatFields(state.data.fields)
    .map((field) => ({ field, written: writtenAt(field.path, place) }))
    .filter(({ field, written }) => written !== null && block.kinds.includes(field.kind))
  const id = `block-${block.id}`
  if (fitting.length === 0)
    return h('p', { class: 'soft' }, 'Neste ponto do documento não há dado que sirva.')
  return h('div', { class: 'doc-chooser', key: id }, [
    h('label', { class: 'form-label', for: id }, 'Qual dado'),
    h(
      'select',
      { id, class: 'form-select' },
      fitting.map(({ field }, index) =>
        h('option', { value: String(index) }, [...field.trail, field.title].join(' › '))
      )
    ),
    h(
      'button',
      {
        type: 'button',
        class: 'btn btn-primary',
        onclick: () => {
          const { field, written } = fitting[Number(document.getElementById(id).value)]
          state.asking = null
          state.insert(block.piece?.(written) ?? pieceOf(field, written))
        },
      },
      'Inserir'
    ),
  ])
}

/** A picture goes into the template itself: a document asks nothing of other places. */
function pickImage(state) {
  const input = Object.assign(document.createElement('input'), {
    type: 'file',
    accept: 'image/png,image/jpeg',
  })
  input.addEventListener('change', () => {
    const [file] = input.files
    if (!file) return
    if (file.size > IMAGE_BYTES)
      return state.say(
        `A imagem tem ${Math.round(file.size / 1000)} kB; cabem ${IMAGE_BYTES / 1000} kB. Reduza-a e tente de novo.`
      )
    const reader = new FileReader()
    reader.addEventListener('load', () =>
      state.insert(`<img src="${reader.result}" alt="" style="max-height:25mm">`)
    )
    reader.readAsDataURL(file)
  })
  input.click()
}

const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

function fieldsCard(state) {
  const place = state.place()
  const wanted = plain(state.search)
  const shown = flatFields(state.data.fields)
    .filter(({ kind }) => kind !== 'object')
    .map((field) => ({ field, written: writtenAt(field.path, place) }))
    .filter(
      ({ field }) =>
        !wanted || plain(`${field.trail.join(' ')} ${field.title} ${field.path}`).includes(wanted)
    )
  return h('section', { class: 'card', key: 'fields' }, [
    h('div', { class: 'card-header' }, h('h2', { class: 'card-title' }, 'Dados')),
    h('div', { class: 'doc-search' }, [
      h('label', { class: 'visually-hidden', for: 'doc-search' }, 'Procurar dado'),
      h('input', {
        id: 'doc-search',
        type: 'search',
        class: 'form-control',
        placeholder: 'Procurar dado',
        value: state.search,
        autocomplete: 'off',
        oninput: ({ target }) => ((state.search = target.value), state.redraw()),
      }),
    ]),
    h(
      'ul',
      { class: 'doc-fields' },
      shown.map(({ field, written }) =>
        h('li', { key: field.path }, [
          h(
            'button',
            {
              type: 'button',
              disabled: written === null,
              title: written === null ? 'Pertence a uma lista: insira dentro dela' : field.path,
              onclick: () => state.insert(pieceOf(field, written)),
            },
            h('span', {}, [...field.trail, field.title].join(' › ')),
            h('span', { class: 'soft' }, KINDS[field.kind] ?? '')
          ),
        ])
      )
    ),
  ])
}

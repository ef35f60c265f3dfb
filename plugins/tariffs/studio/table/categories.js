/* Categories: type, minimum and brackets of each. */
import { h } from '#studio/dom'
import { join } from '#studio/pointer'
import { BLOCKS } from '../../domain/structure_forms.ts'
import { act, button, card, entriesOf, fields, findings, grid, put } from './common.js'

const AT = '/categories'
const ONE_BLOCK = [{ over: 0, to: null, price: '0' }]

export function categories(studio) {
  const all = inOrder(studio, entriesOf(studio.content.categories))
  const others = studio.data.categories.filter(({ value }) => !all.some(([code]) => code === value))
  return [
    all.map(([code, category]) =>
      card(
        code,
        `${category?.title ?? code} (${code})`,
        act(
          'trash',
          `Retirar a categoria ${code}`,
          () => put(studio, join(AT, code), undefined, null),
          all.length < 2
        ),
        one(studio, code, category, all)
      )
    ),
    adder(studio, others),
    findings(studio, AT),
  ]
}

/** As they are registered: contents are kept by the alphabet. */
export function inOrder({ data }, entries) {
  const place = ([code]) => {
    const at = data.categories.findIndex(({ value }) => value === code)
    return at === -1 ? data.categories.length : at
  }
  return [...entries].sort((one, other) => place(one) - place(other))
}

/** The type of tariff: exactly one, `normal` until another is chosen. */
export const typeField = (studio) => ({
  path: 'tariff_type',
  title: 'Tipo de tarifa',
  kind: 'choice',
  isOptional: true,
  options: studio.data.types,
  none: 'Normal, quando não se diz outro',
})

function one(studio, code, category, all) {
  const at = join(AT, code)
  const donors = all.filter(([other, { blocks } = {}]) => other !== code && blocks?.length)
  return [
    fields(studio, at, [
      { path: 'title', title: 'Nome', kind: 'text' },
      typeField(studio),
      { path: 'minimum_m3', title: 'Consumo mínimo por economia', kind: 'integer', unit: 'm³' },
    ]),
    category?.blocks?.length === 0
      ? h('p', { class: 'soft' }, 'Sem faixas próprias: vale o que as cobranças declaradas dizem.')
      : null,
    grid(studio, {
      pointer: join(at, 'blocks'),
      title: `Faixas de ${category?.title ?? code}`,
      spec: BLOCKS,
      empty: '',
    }),
    donors.length > 0 &&
      h(
        'label',
        { class: 'tariff-inline' },
        h('span', {}, 'Copiar as faixas de'),
        h(
          'select',
          {
            'aria-label': `Copiar as faixas de outra categoria para ${code}`,
            'class': 'form-select form-select-sm',
            'value': '',
            'onchange': ({ target }) => {
              const [, donor] = donors.find(([other]) => other === target.value)
              put(studio, join(at, 'blocks'), donor.blocks, null)
            },
          },
          h('option', { key: '', value: '' }, 'escolha'),
          donors.map(([other, { title }]) =>
            h('option', { key: other, value: other }, title ?? other)
          )
        )
      ),
  ]
}

const adder = (studio, others) =>
  others.length === 0
    ? h('p', { key: 'none', class: 'soft' }, 'Todas as categorias cadastradas estão na tabela.')
    : h(
        'div',
        { key: 'add', class: 'tariff-adders' },
        others.map(({ value, title }) =>
          button('plus', `Categoria ${title}`, () =>
            put(studio, join(AT, value), { title, minimum_m3: 0, blocks: ONE_BLOCK }, null)
          )
        )
      )

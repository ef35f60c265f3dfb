/* What the whole table has in common: its title, how it rounds, its unit, volumes without a meter. */
import { h } from '#studio/dom'
import { MODE_OPTIONS, PER_OPTIONS } from '../../domain/structure_forms.ts'
import { card, fields, grid, put } from './common.js'

const UNMETERED = {
  shape: 'list',
  columns: [
    { id: 'categories', title: 'Categorias (vazio: todas)', kind: 'codes', isOptional: true },
    { id: 'm3', title: 'm³', kind: 'decimal', maxDecimals: 6 },
    { id: 'per', title: 'Multiplica', kind: 'choice', options: PER_OPTIONS },
  ],
}

export const general = (studio) => [
  card(
    'table',
    'Tabela',
    null,
    fields(studio, '', [{ path: 'title', title: 'Título', kind: 'text' }]),
    fields(studio, '', [
      { path: 'rounding/at', title: 'Arredonda', kind: 'choice', options: AT },
      { path: 'rounding/scale', title: 'Casas', kind: 'integer' },
      { path: 'rounding/mode', title: 'Modo', kind: 'choice', options: MODE_OPTIONS },
    ]),
    unit(studio)
  ),
  card(
    'unmetered',
    'Consumo presumido sem hidrômetro',
    null,
    h('p', { class: 'form-hint' }, 'A primeira linha que servir à categoria.'),
    grid(studio, {
      ...{ pointer: '/unmetered', title: 'Consumo presumido', spec: UNMETERED, isOptional: true },
      blank: () => [undefined, '10', 'economy'],
      empty: 'Sem hidrômetro, vale o volume que a leitura disser.',
    })
  ),
]

const AT = [
  { value: 'bracket', title: 'Cada faixa' },
  { value: 'charge', title: 'Cada cobrança' },
  { value: 'total', title: 'O total da categoria' },
]

const unit = (studio) =>
  h(
    'label',
    { class: 'schema-field' },
    h('span', { class: 'form-label' }, 'Unidade dos preços das cobranças declaradas'),
    h('input', {
      class: 'form-control schema-number',
      type: 'text',
      placeholder: 'R$',
      value: studio.content.unit?.code ?? '',
      oninput: ({ target }) => {
        const code = target.value.trim().toUpperCase()
        put(studio, '/unit', code === '' ? undefined : { code })
      },
    }),
    h(
      'span',
      { class: 'form-hint' },
      'Sigla da unidade fiscal (UFM, UPF); o valor dela em reais é o parâmetro “Valor das unidades fiscais”. Vazio: reais.'
    )
  )

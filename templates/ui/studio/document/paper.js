/* The paper of the template: format and margins. */
import { h } from '../dom.js'

const SIDES = { top: 'Em cima', right: 'À direita', bottom: 'Embaixo', left: 'À esquerda' }

/** The paper in use: of the template, or the document's own. */
export const pageOf = ({ content, data }) => content.page ?? data.paper

export function paperForm(studio) {
  const page = pageOf(studio)
  const { papers } = studio.data
  const put = (next) => studio.change({ ...studio.content, page: next }, '/page')
  const number = (text) =>
    String(Math.min(99, Math.max(0, Math.round(Number(text.replace(',', '.')) * 10) / 10 || 0)))
  return h('div', { class: 'card doc-paper' }, [
    h('div', { class: 'doc-field' }, [
      h('label', { class: 'form-label', for: 'paper-format' }, 'Papel'),
      h(
        'select',
        {
          id: 'paper-format',
          class: 'form-select',
          value: page.format,
          onchange: ({ target }) =>
            put({ ...page, format: target.value, margins: marginsFor(target.value, page.margins) }),
        },
        Object.entries(papers).map(([value, { title }]) =>
          h('option', { value, selected: value === page.format }, title)
        )
      ),
    ]),
    h('fieldset', { class: 'doc-margins' }, [
      h('legend', { class: 'form-label' }, 'Margens em milímetros'),
      Object.entries(SIDES).map(([side, title]) =>
        h('div', { class: 'doc-field' }, [
          h('label', { class: 'form-label', for: `margin-${side}` }, title),
          h('input', {
            id: `margin-${side}`,
            class: 'form-control',
            inputmode: 'decimal',
            value: page.margins[side].replace('.', ','),
            onchange: ({ target }) =>
              put({ ...page, margins: { ...page.margins, [side]: number(target.value) } }),
          }),
        ])
      ),
    ]),
    h(
      'p',
      { class: 'form-hint' },
      'Na bobina o papel é cortado onde o documento termina. A prévia e o PDF seguem o papel escolhido.'
    ),
  ])
}

/** Going to or from a roll the margins of the other paper would not fit. */
const marginsFor = (format, margins) => {
  const isRoll = format.endsWith('mm')
  const isWide = Object.values(margins).some((one) => Number(one) > 6)
  if (isRoll && isWide) return { top: '4', right: '4', bottom: '6', left: '4' }
  return margins
}

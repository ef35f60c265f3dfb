import type { DocumentType } from '#core/documents/index'
import { ENTRIES, HEAD, type PaperData, SIGN, WHO, paperSchema, sample, style } from './shared.ts'

interface Drawn {
  readonly name: `debt_register.${string}`
  readonly title: string
  readonly body: string
  readonly sample?: Partial<PaperData>
}

const paper = ({ name, title, body, sample: own }: Drawn): DocumentType<PaperData> => ({
  ...{ name, title, style },
  schema: paperSchema(title, name),
  sample: { ...sample, ...own },
  template: `<article class="register">\n  ${HEAD}\n  ${body}\n</article>\n`,
  paper: { format: 'A4', margins: { top: 16, right: 15, bottom: 16, left: 15 } },
  outputs: ['html', 'pdf'],
})

const TEXT = `{{#if text}}<p class="text">{{text}}</p>{{/if}}`

/** Lei 6.830/1980, art. 2, § 5: what an inscription must say. */
export const termDocument = paper({
  name: 'debt_register.term',
  title: 'Termo de inscrição em dívida ativa',
  body: `<h2>Termo de inscrição em dívida ativa nº {{number}}</h2>
  ${WHO}
  ${ENTRIES}
  ${SIGN}`,
  sample: { terms: [], text: null },
})

export const noticeDocument = paper({
  name: 'debt_register.notice',
  title: 'Notificação de inscrição em dívida ativa',
  body: `<h2>Notificação de inscrição em dívida ativa nº {{number}}</h2>
  ${WHO}
  ${TEXT}
  ${ENTRIES}
  ${SIGN}`,
})

export const extrajudicialDocument = paper({
  name: 'debt_register.extrajudicial',
  title: 'Notificação extrajudicial',
  body: `<h2>Notificação extrajudicial nº {{number}}</h2>
  ${WHO}
  ${TEXT}
  ${ENTRIES}
  ${SIGN}`,
})

export const certificateDocument = paper({
  name: 'debt_register.certificate',
  title: 'Certidão de dívida ativa',
  body: `<h2>Certidão de dívida ativa nº {{number}}</h2>
  <p class="text">Certifica-se que se encontram inscritos em dívida ativa, nos livros, folhas e sequências indicados, os débitos abaixo, do devedor adiante qualificado. Esta certidão é título executivo (Código de Processo Civil, art. 784, IX) e goza de presunção de certeza e liquidez (Lei 6.830/1980, art. 3º).</p>
  ${WHO}
  ${ENTRIES}
  ${SIGN}`,
  sample: { text: null },
})

export const acknowledgementDocument = paper({
  name: 'debt_register.acknowledgement',
  title: 'Termo de confissão de dívida ativa',
  body: `<h2>Termo de confissão de dívida ativa nº {{number}}</h2>
  ${WHO}
  ${TEXT}
  ${ENTRIES}
  <div class="two"><p class="sign">{{debtor.name}}<br><small>Devedor</small></p><p class="sign">{{issued_by}}<br><small>{{officer}}</small></p></div>
  {{#with payment}}<section class="pay">
    <div><p>Documento {{number}} · pagável até <strong>{{date valid_until}}</strong> · <strong>{{brl ../totals.total_cents}}</strong></p><p class="digits">{{line}}</p>{{itf barcode width=103 height=13}}</div>
    {{#if pix}}<div>{{qr pix size=26 quiet=0}}<small>Pix</small></div>{{/if}}
  </section>{{/with}}`,
  sample: {
    payment: {
      ...{ number: '000000098766', valid_until: '2026-11-30' },
      barcode: '82670000001050012340000000000000000000000000',
      ...{ line: '82670000001-9 05001234000-0 00000000000-0 00000000000-0', pix: null },
    },
  },
})

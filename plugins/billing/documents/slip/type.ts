import { type DocumentType, schemaParts as s } from '#core/documents/index'
import { slipSample } from './sample.ts'
import { slipStyle, slipTemplate } from './template.ts'
import type { SlipData } from './types.ts'

const schema = {
  ...s.object('Cobrança', {
    utility: s.issuer({ short_name: s.text('Nome curto ou sigla', 24) }),
    document: s.object('Documento', {
      title: s.text('Título', 80),
      number: s.digits('Número', 12),
      issued_on: s.date('Emissão'),
      due_on: s.date('Vencimento'),
      total_cents: s.cents('Total'),
      note: s.orNull(s.text('Observação', 400)),
    }),
    payer: s.object('Quem paga', {
      name: s.text('Nome', 200),
      tax_id: s.orNull(s.taxId('CPF ou CNPJ, sem máscara (o modelo mascara o CPF)')),
    }),
    lines: s.list(
      'Linhas',
      s.object('Linha', {
        description: s.text('Descrição', 160),
        detail: s.orNull(s.text('Detalhe', 200)),
        amount_cents: s.cents('Valor'),
      }),
      2000
    ),
    payment: s.object('Pagamento', {
      barcode: s.digits('Código de barras', 44),
      line: s.list('Linha digitável em quatro grupos', s.text('Grupo', 14), 4),
      pix: s.orNull(s.text('Pix copia e cola', 600)),
    }),
  }),
  $id: 'aqueduto:billing.slip',
}

/** What is asked for outside the run: a service to a customer, the invoices of a paying body as one, a final account. */
export const slipDocument: DocumentType<SlipData> = {
  name: 'billing.slip',
  title: 'Cobrança avulsa, fatura agrupada ou conta final',
  schema,
  sample: slipSample,
  template: slipTemplate,
  style: slipStyle,
  paper: { format: 'A4', margins: { top: 14, right: 14, bottom: 10, left: 14 } },
  outputs: ['html', 'pdf'],
}

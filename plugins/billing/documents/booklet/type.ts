import { type DocumentType, schemaParts as s } from '#core/documents/index'
import { slipSample } from '../slip/sample.ts'
import { bookletStyle, bookletTemplate } from './template.ts'
import type { BookletData } from './types.ts'

const schema = {
  ...s.object('Carnê', {
    utility: s.issuer({ short_name: s.text('Nome curto ou sigla', 24) }),
    title: s.text('Título', 80),
    payer: s.object('Quem paga', {
      name: s.text('Nome', 200),
      tax_id: s.orNull(s.taxId('CPF ou CNPJ, sem máscara (o modelo mascara o CPF)')),
    }),
    premise: s.object('Imóvel', {
      registration: s.digits('Matrícula com dígito', 2, 15),
      address: s.text('Endereço'),
    }),
    issued_on: s.date('Emissão'),
    covers: s.object('Meses pagos', { from: s.date('De'), until: s.date('Até') }),
    basis: s.text('Como se chegou ao valor', 400),
    total_cents: s.cents('Total'),
    slips: s.list(
      'Parcelas',
      s.object('Parcela', {
        label: s.text('Parcela', 40),
        number: s.digits('Número do documento', 12),
        due_on: s.date('Vencimento'),
        amount_cents: s.cents('Valor'),
        payment: s.object('Pagamento', {
          barcode: s.digits('Código de barras', 44),
          line: s.list('Linha digitável em quatro grupos', s.text('Grupo', 14), 4),
          pix: s.orNull(s.text('Pix copia e cola', 600)),
        }),
      }),
      12
    ),
  }),
  $id: 'aqueduto:billing.waste_booklet',
}

const MONTHS = [1, 2, 3, 4, 5, 6]

const sample: BookletData = {
  utility: slipSample.utility,
  title: 'Carnê de resíduos sólidos',
  payer: { name: 'Maria Aparecida dos Santos', tax_id: '52998224725' },
  premise: { registration: '123457', address: 'Rua das Acácias, 120, Centro' },
  issued_on: '2026-12-10',
  covers: { from: '2027-01-01', until: '2027-12-31' },
  basis: '12 meses de 1 economia residencial, R$ 12,00 por mês',
  total_cents: '14400',
  slips: MONTHS.map((month) => ({
    label: `Parcela ${month}/6`,
    number: '000000004821',
    due_on: `2027-0${month}-10`,
    amount_cents: '2400',
    payment: slipSample.payment,
  })),
}

/** A year of solid waste as slips, some on each page, each with a stub. */
export const bookletDocument: DocumentType<BookletData> = {
  name: 'billing.waste_booklet',
  title: 'Carnê de resíduos sólidos',
  schema,
  sample,
  template: bookletTemplate,
  style: bookletStyle,
  paper: { format: 'A4', margins: { top: 10, right: 12, bottom: 10, left: 12 } },
  outputs: ['html', 'pdf'],
}

import { invoiceSample } from '../invoice/sample.ts'
import type { SlipData } from './types.ts'

const { utility, payment } = invoiceSample

/** An invented body that pays three premises. */
export const slipSample: SlipData = {
  utility: {
    ...{ name: utility.name, short_name: utility.short_name, cnpj: utility.cnpj },
    ...{ address: utility.address, sac_phone: utility.sac_phone },
  },
  document: {
    title: 'Fatura agrupada',
    number: '000000004821',
    issued_on: '2026-11-20',
    due_on: '2026-12-10',
    total_cents: '17500',
    note: 'Faturas de 11/2026. Pago este documento, as faturas ficam quitadas.',
  },
  payer: { name: 'Prefeitura Municipal de Vale das Águas', tax_id: '12345678000195' },
  lines: [
    {
      description: 'Fatura 000000004711 · matrícula 12345-7',
      detail: 'Escola Municipal',
      amount_cents: '10000',
    },
    { description: 'Fatura 000000004729 · matrícula 12346-5', detail: null, amount_cents: '5000' },
    { description: 'Fatura 000000004737 · matrícula 12347-3', detail: null, amount_cents: '2500' },
  ],
  payment: {
    barcode: payment!.barcode!,
    line: payment!.line!,
    pix: payment!.pix,
  },
}

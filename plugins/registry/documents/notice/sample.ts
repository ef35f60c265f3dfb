import type { NoticeData } from './types.ts'

/** An invented premise with two connections and something to pay. */
export const noticeSample: NoticeData = {
  utility: {
    name: 'Serviço Autônomo de Água e Esgoto de Vale das Águas',
    short_name: 'SAAE',
    cnpj: '12345678000195',
    address: 'Av. das Nascentes, 450 · Centro · Vale das Águas, MT',
    sac_phone: '0800 065 0195',
    desk: 'Av. das Nascentes, 450, seg. a sex., 7h30 às 17h',
    website: 'www.saaevaledasaguas.mt.gov.br',
  },
  issued_on: '2026-11-20',
  issued_by: 'Carla Nunes',
  premise: {
    registration: '000123457',
    address: 'Rua das Palmeiras, 120, casa 2',
    district: 'Jardim Primavera',
    postal_code: '78000120',
    group: '03',
  },
  customer: {
    name: 'Maria Aparecida dos Santos',
    tax_id: '12345678909',
    email: 'maria@example.org',
    phone: '(66) 99999-1234',
  },
  connections: [
    { service: 'Água', situation: 'Ligada' },
    { service: 'Esgoto', situation: 'Ligada' },
  ],
  open_cents: '21437',
}

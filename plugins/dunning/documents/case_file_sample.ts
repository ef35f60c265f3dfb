import type { CaseFileData } from './case_file.ts'

/** A grey square, as a photograph in examples. */
const PICTURE =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfz0AEYBxVSF+FAAhKDveksOjmAAAAAElFTkSuQmCC'

export const caseFileSample: CaseFileData = {
  utility: {
    name: 'Serviço Autônomo de Água e Esgoto de Vale das Águas',
    cnpj: '11222333000181',
    address: 'Avenida das Nascentes, 500, Centro, Vale das Águas',
    sac_phone: '0800 000 1234',
  },
  case: {
    ...{ number: '2026-000041', state: 'Cortado', level: '1º nível, no cavalete' },
    ...{ opened_on: '2026-12-21', amount_cents: '18735', reason: 'notificação vencida e não paga' },
    ...{ rule: 'Resposta geral', because: 'Lei 11.445/2007, art. 40, V' },
    configuration: 'Pacote 318: Quem pode ser cortado, versão 1; Ordens de corte, versão 2',
    message: 'O fornecimento de água foi suspenso por falta de pagamento.',
  },
  premise: {
    ...{ registration: '000123457', address: 'Rua das Palmeiras, 120' },
    district: 'Jardim Primavera',
  },
  debtor: { name: 'Maria Aparecida dos Santos', taxpayer_id: '12345678909' },
  notice: {
    ...{ number: '2026-000312', issued_on: '2026-11-18', due_on: '2026-12-18' },
    ...{ delivered_on: '2026-11-20', delivery: 'Em mãos, com assinatura', days: 31 },
    proof: 'Assinada por Maria Aparecida dos Santos',
  },
  debts: [
    {
      ...{ document: '000000090417', reference: '2026-09', due_on: '2026-10-10' },
      ...{ noticed_cents: '9820', open_cents: '9820', cut_cents: '9820' },
      standing: 'sustenta o corte',
    },
    {
      ...{ document: '000000091208', reference: '2026-08', due_on: '2026-09-10' },
      ...{ noticed_cents: '8915', open_cents: '8915', cut_cents: '8915' },
      standing: 'sustenta o corte',
    },
  ],
  facts: [
    { title: 'Dias desde a entrega da notificação', value: '31' },
    { title: 'Tem tarifa social', value: 'não' },
  ],
  calendar: {
    ...{ allowed_from: '2026-12-21', known_until: '2026-12-18' },
    hours: 'das 08:00 às 17:00',
  },
  order: {
    ...{ number: '2026-001204', service: 'Corte no cavalete', state: 'Feita' },
    opened_on: '2026-12-21',
  },
  execution: {
    ...{ on: '2026-12-22', weekday: 'terça-feira', time: '09:40', reading: '1284' },
    ...{ findings: null, by: 'Bruno Matos' },
  },
  photos: [{ name: 'cavalete.jpg', image: PICTURE }],
  ...{ reconnection: null, ended: null, issued_on: '2026-12-23', issued_by: 'Ana Lima' },
}

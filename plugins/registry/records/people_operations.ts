import { DOCUMENTS } from '#core/files/index'
import type { OperationEffects, RecordField, RecordOperation } from '#core/records/index'
import { changeHolderAction } from '../actions/change_holder.ts'
import type { HolderEffect } from '../services/change_holder.ts'
import { choice, customer, day, text } from './operation.ts'
import { VACANCY_KINDS, VACANCY_SOURCES } from './population.ts'
import { END_CAUSES, PROGRAMMES } from './social_benefits.ts'

type HolderInput = Parameters<typeof changeHolderAction.run>[1]

function groupsOf(effects: readonly HolderEffect[]): OperationEffects[] {
  const of = (wanted: HolderEffect['kind']) =>
    effects.filter(({ kind }) => kind === wanted).map(({ text: line }) => line)
  return [
    { title: 'Termina', lines: of('ends') },
    { title: 'Fica com a pessoa', lines: of('person') },
    { title: 'Fica com o imóvel', lines: of('premise') },
  ]
}

/** With it, the bill of who leaves ends on the day before. */
const READING: RecordField = {
  name: 'reading',
  label: 'Leitura do hidrômetro na véspera (m³)',
  type: 'integer',
  minimum: '0',
  help: 'Com ela, quem sai recebe já a fatura final até a véspera, e a próxima de quem entra conta daí. Vazia: os efeitos dizem quem paga a fatura em andamento.',
}

/** Who owns a premise, who lives in it and who answers for its bills. */
export const PEOPLE_OPERATIONS: Readonly<Record<string, RecordOperation>> = {
  'holder': {
    action: 'registry.premises.change_holder',
    help: 'Quem passa a responder pelas faturas. Antes de confirmar, veja o que termina, o que fica com a pessoa e o que fica com o imóvel.',
    fields: [
      customer('Novo titular', 'Busque pelo nome ou CPF; cadastre o cliente antes, se preciso.'),
      day('from_on', 'Responde desde', 'O titular de hoje responde até a véspera.'),
      READING,
    ],
    button: 'Ver efeitos',
    document: {
      label: 'Documento',
      help: 'Contrato, escritura ou pedido assinado: fica com a troca.',
      purpose: { ...DOCUMENTS, name: 'registry.premises.holder_document' },
      keep: 'registry.premises.keep_holder_document',
      pathOf: ({ id }, document) => `/registry/premises/${id}/responsibles/documents/${document}`,
    },
    async preview(context, input) {
      const { effects } = await changeHolderAction.run(context, input as HolderInput)
      return groupsOf(effects)
    },
    today: ['from_on'],
  },
  'tenant': {
    action: 'registry.premises.set_tenant',
    help: 'Enquanto o contrato vale, faturas e correspondência saem no nome do inquilino; no dia seguinte ao fim, voltam sozinhas ao proprietário. O inquilino anterior fica no histórico.',
    fields: [
      customer('Inquilino', 'Busque pelo nome ou CPF.'),
      text('number', 'Número do contrato', { maxLength: 40 }),
      day(
        'from_on',
        'Locação desde',
        'Um dia que ainda não chegou fica guardado e começa sozinho.'
      ),
      {
        name: 'lease_until',
        label: 'Fim do contrato',
        type: 'date',
        help: 'Último dia, como foi combinado. Vazio: sem prazo.',
      },
      {
        name: 'is_holder',
        label: 'Responde pelas faturas durante a locação',
        type: 'boolean',
        help: 'Passa a ser o titular desde o primeiro dia da locação.',
      },
      READING,
    ],
    button: 'Registrar contrato',
    today: ['from_on'],
    initial: async () => ({ is_holder: 'true' }),
  },
  'lease': {
    action: 'registry.premises.change_lease',
    help: 'O inquilino continua, com outro fim de contrato. Quem responde pelas faturas não muda.',
    fields: [day('lease_until', 'Novo fim do contrato')],
    button: 'Prorrogar locação',
  },
  'end-tenancy': {
    action: 'registry.premises.end_tenancy',
    help: 'O inquilino deixa o imóvel. Com a leitura desse dia, a fatura final sai em nome dele.',
    fields: [
      day('on', 'Último dia da locação'),
      {
        name: 'owner_is_holder',
        label: 'O proprietário passa a responder pelas faturas',
        type: 'boolean',
      },
      { ...READING, label: 'Leitura do hidrômetro no último dia (m³)' },
    ],
    button: 'Encerrar locação',
    today: ['on'],
    initial: async () => ({ owner_is_holder: 'true' }),
  },
  'owner': {
    action: 'registry.premises.set_owner',
    help: 'O proprietário anterior fica no histórico. Quem responde pelas faturas não muda por aqui.',
    fields: [customer('Proprietário', 'Busque pelo nome ou CPF.'), day('from_on', 'Desde')],
    button: 'Registrar proprietário',
    today: ['from_on'],
  },
  'social-tariff': {
    action: 'registry.premises.register_social_tariff',
    help: 'Confere na hora os critérios do regulador: titular, programa social, renda, categoria, economias, consumo e um benefício por família.',
    fields: [
      customer('Beneficiário', 'O titular da unidade.'),
      choice('programme', 'Programa', PROGRAMMES),
      text('programme_number', 'NIS ou número do benefício', { isRequired: true, maxLength: 20 }),
      {
        name: 'income_cents',
        label: 'Renda da família',
        type: 'money',
        isRequired: true,
        help: 'Soma do mês, sem Bolsa Família nem BPC.',
      },
      { name: 'family_size', label: 'Pessoas na família', type: 'integer', isRequired: true },
      day('from_on', 'Vale desde'),
    ],
    button: 'Conferir e incluir',
    today: ['from_on'],
  },
  'end-social-tariff': {
    action: 'registry.premises.end_social_tariff',
    help: 'Quem deixou de atender aos critérios fica com o benefício por mais meses, com aviso nas faturas (Lei 14.898/2024, art. 2º, § 2º). Irregularidade e pedido do cliente encerram no próprio dia.',
    fields: [
      choice('cause', 'Por que termina', END_CAUSES),
      day('on', 'Dia', 'Desde quando não atende aos critérios, ou o último dia.'),
    ],
    button: 'Encerrar',
    today: ['on'],
  },
  'vacancy': {
    action: 'registry.premises.mark_vacancy',
    help: 'Domicílio atendido onde ninguém mora: sai da população atendida enquanto a marca vale.',
    fields: [
      { name: 'economies', label: 'Economias', type: 'integer', isRequired: true },
      choice('kind', 'Motivo', VACANCY_KINDS),
      choice('source', 'Como se soube', VACANCY_SOURCES),
      day('marked_on', 'Visto em'),
    ],
    button: 'Marcar',
    today: ['marked_on'],
  },
  'end-vacancy': {
    action: 'registry.premises.end_vacancy',
    help: 'Encerra as marcas de domicílio sem morador deste imóvel.',
    fields: [day('on', 'Desde')],
    button: 'Encerrar marcas',
    today: ['on'],
  },
}

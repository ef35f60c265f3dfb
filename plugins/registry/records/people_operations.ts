import { type Operation, choice, customer, day, text } from './operation.ts'
import { VACANCY_KINDS, VACANCY_SOURCES } from './population.ts'
import { PROGRAMMES } from './social_benefits.ts'

/** Who owns a premise, who lives in it and who answers for its bills. */
export const PEOPLE_OPERATIONS: Readonly<Record<string, Operation>> = {
  'holder': {
    action: 'registry.premises.change_holder',
    title: 'Trocar titular',
    help: 'Quem passa a responder pelas faturas. Antes de confirmar, veja o que termina, o que fica com a pessoa e o que fica com o imóvel.',
    fields: [
      customer('Novo titular', 'Busque pelo nome ou CPF; cadastre o cliente antes, se preciso.'),
      day('from_on', 'Responde desde', 'O titular de hoje responde até a véspera.'),
    ],
    reason: 'required',
    button: 'Ver efeitos',
    isPreviewed: true,
    takesDocument: true,
    today: ['from_on'],
  },
  'tenant': {
    action: 'registry.premises.set_tenant',
    title: 'Registrar contrato de locação',
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
        help: 'Passa a ser o titular; o consumo anterior fica com quem era.',
      },
    ],
    reason: 'optional',
    button: 'Registrar contrato',
    today: ['from_on'],
    ticked: ['is_holder'],
  },
  'lease': {
    action: 'registry.premises.change_lease',
    title: 'Prorrogar locação',
    help: 'O inquilino continua, com outro fim de contrato. Quem responde pelas faturas não muda.',
    fields: [day('lease_until', 'Novo fim do contrato')],
    reason: 'optional',
    button: 'Prorrogar locação',
  },
  'end-tenancy': {
    action: 'registry.premises.end_tenancy',
    title: 'Encerrar locação',
    help: 'O inquilino deixa o imóvel. O que consumiu até esse dia continua dele.',
    fields: [
      day('on', 'Último dia da locação'),
      {
        name: 'owner_is_holder',
        label: 'O proprietário passa a responder pelas faturas',
        type: 'boolean',
      },
    ],
    reason: 'optional',
    button: 'Encerrar locação',
    today: ['on'],
    ticked: ['owner_is_holder'],
  },
  'owner': {
    action: 'registry.premises.set_owner',
    title: 'Registrar proprietário',
    help: 'O proprietário anterior fica no histórico. Quem responde pelas faturas não muda por aqui.',
    fields: [customer('Proprietário', 'Busque pelo nome ou CPF.'), day('from_on', 'Desde')],
    reason: 'optional',
    button: 'Registrar proprietário',
    today: ['from_on'],
  },
  'social-tariff': {
    action: 'registry.premises.register_social_tariff',
    title: 'Incluir na tarifa social',
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
    reason: 'optional',
    button: 'Conferir e incluir',
    today: ['from_on'],
  },
  'end-social-tariff': {
    action: 'registry.premises.end_social_tariff',
    title: 'Encerrar tarifa social',
    help: 'A unidade volta ao seu tipo de tarifa a partir da próxima carga de leitura.',
    fields: [day('on', 'Último dia')],
    reason: 'required',
    button: 'Encerrar',
    today: ['on'],
  },
  'vacancy': {
    action: 'registry.premises.mark_vacancy',
    title: 'Marcar domicílio sem morador',
    help: 'Domicílio atendido onde ninguém mora: sai da população atendida enquanto a marca vale.',
    fields: [
      { name: 'economies', label: 'Economias', type: 'integer', isRequired: true },
      choice('kind', 'Motivo', VACANCY_KINDS),
      choice('source', 'Como se soube', VACANCY_SOURCES),
      day('marked_on', 'Visto em'),
    ],
    reason: 'none',
    button: 'Marcar',
    today: ['marked_on'],
  },
  'end-vacancy': {
    action: 'registry.premises.end_vacancy',
    title: 'Domicílio voltou a ter morador',
    help: 'Encerra as marcas de domicílio sem morador deste imóvel.',
    fields: [day('on', 'Desde')],
    reason: 'none',
    button: 'Encerrar marcas',
    today: ['on'],
  },
}

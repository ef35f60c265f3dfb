import type { AuthorityPractice } from '#core/access/authorities/practice'

/** What the Acertar methodology asks to be decided within limits of authority; plugins that are off leave theirs undefined. */
export const AUTHORITIES: AuthorityPractice = {
  code: 'AC-010',
  title: 'Alçadas de tarifas, leituras e retificações de fatura',
  activities: [
    {
      title: 'Estrutura tarifária',
      by: { kind: 'tariff-table', permission: 'configuration.approve' },
    },
    { title: 'Dados de leitura', by: { parameter: 'readings.decision_authority' } },
    { title: 'Retificação de faturas', by: { parameter: 'billing.correct_authority' } },
  ],
}

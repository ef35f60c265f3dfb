import type { DutiesMatrix } from '#core/access/duties/types'

/**
 * The product's own matrix of duties that one person must not combine; utilities put their own versions in force. Plugins that
 * are off leave their permissions without meaning here.
 */
export const DUTIES: DutiesMatrix = {
  activities: [
    {
      code: 'registry',
      title: 'Efetivar cadastro',
      permissions: ['registry.write', 'metering.write'],
    },
    { code: 'billing', title: 'Faturar', permissions: ['billing.run'] },
    {
      code: 'collection',
      title: 'Arrecadação e conciliação bancária',
      permissions: ['payments.import', 'payments.write'],
    },
    {
      code: 'cutoff',
      title: 'Corte e religação',
      permissions: ['dunning.run', 'dunning.execute', 'services.execute'],
    },
    { code: 'users', title: 'Administrar usuários', permissions: ['access.manage'] },
    {
      code: 'exceptions',
      title: 'Aprovar exceções e revisar acessos',
      permissions: ['access.exceptions', 'access.review'],
    },
    {
      code: 'approval',
      title: 'Aprovar configuração',
      permissions: ['configuration.approve'],
    },
  ],
  conflicts: [
    { a: 'registry', b: 'billing', because: 'Acertar AC-002' },
    { a: 'registry', b: 'collection', because: 'Acertar AC-002' },
    { a: 'registry', b: 'cutoff', because: 'Acertar AC-002' },
    { a: 'billing', b: 'collection', because: 'Acertar AC-002 e AC-018' },
    { a: 'billing', b: 'cutoff', because: 'Acertar AC-002' },
    { a: 'collection', b: 'cutoff', because: 'Acertar AC-002' },
    { a: 'users', b: 'exceptions', because: 'Quem concede acesso não aprova a própria exceção' },
    { a: 'users', b: 'approval', because: 'Quem concede acesso não decide tarifas e regras' },
  ],
  practices: [
    {
      code: 'AC-002',
      title: 'Cadastro, faturamento, arrecadação e corte com pessoas diferentes',
      pairs: [
        ['registry', 'billing'],
        ['registry', 'collection'],
        ['registry', 'cutoff'],
        ['billing', 'collection'],
        ['billing', 'cutoff'],
        ['collection', 'cutoff'],
      ],
      isBinary: false,
    },
    {
      code: 'AC-018',
      title: 'Faturamento e conciliação bancária com pessoas diferentes',
      pairs: [['billing', 'collection']],
      isBinary: true,
    },
  ],
}

import { defineErrors } from '#core/kernel/index'

export const errors = defineErrors({
  E_TARIFFS_CASE: {
    status: 422,
    message: 'The case cannot be simulated: {problems}',
    pt: 'O caso não pode ser simulado: {problems}',
  },
  E_TARIFFS_CASE_JSON: {
    status: 422,
    message: 'The case is not JSON: {detail}',
    pt: 'O caso não é JSON válido: {detail}',
  },
  E_TARIFFS_DRAFT: {
    status: 422,
    message: 'Version {id} is neither a tariff table nor rules of tariffs.charges',
    pt: 'A versão {id} não é uma tabela de tarifas nem as regras de cobranças do mês. Escolha o rascunho de uma delas.',
  },
  E_TARIFFS_TABLE_INVALID: {
    status: 422,
    message: 'The table has critical findings: {problems}',
    pt: 'A tabela ainda não pode ser calculada, porque tem {problems}: veja a aba Conferência.',
  },
  E_TARIFFS_NO_TABLE: {
    status: 404,
    message: 'No tariff table is in force on {on}',
    pt: 'Nenhuma tabela de tarifas vigorava em {on}. Escolha outra data.',
  },
  E_TARIFFS_NO_FINE: {
    status: 404,
    message: 'No fine for fraud {type}, degree {degree}, on {on}',
    pt: 'A tabela de {on} não tem multa para a fraude “{type}”, grau “{degree}”. Acrescente-a à tabela de tarifas.',
  },
  E_TARIFFS_NO_SERVICE: {
    status: 404,
    message: 'Service {code} has no price on {on}',
    pt: 'A tabela de {on} não tem preço para o serviço “{code}”. Acrescente-o à tabela de tarifas.',
  },
  E_TARIFFS_NO_FILE: {
    status: 422,
    message: 'Give either --case or --cases',
    pt: 'Diga qual arquivo simular: --case=arquivo.json ou --cases=arquivo.jsonl, um dos dois.',
  },
  E_TARIFFS_USER: {
    status: 404,
    message: 'There is no active user {email}',
    pt: 'Não há usuário ativo com o e-mail {email}.',
  },
  E_TARIFFS_MUNICIPALITY: {
    status: 404,
    message: 'No municipality is registered',
    pt: 'Nenhum município está cadastrado. Cadastre o primeiro antes de simular.',
  },
  E_TARIFFS_FORBIDDEN: {
    status: 403,
    message: '{email} may not simulate tariffs',
    pt: '{email} não tem a permissão de simular contas.',
  },
})

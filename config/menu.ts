/**
 * Sections of the menu in the order of the work: what a month goes through, from the registry to its closing. A section that
 * is not named here stands before the closing, as declared. What keeps the registry right stands apart from what is used all
 * day; what the administrator does is parted by question: what ran, who may enter, how it works.
 */
export const SECTIONS: readonly string[] = [
  '',
  'Gerencial',
  'Cadastro',
  'Revisão do cadastro',
  'Medição',
  'Leitura',
  'Macromedição',
  'Qualidade da água',
  'Grandes clientes',
  'Serviços',
  'Faturamento',
  'Arrecadação',
  'Caixa',
  'Débito em conta',
  'Contas a receber',
  'Cobrança',
  'Mesa de cobrança',
  'Dívida ativa',
  'Bancos',
  'Contabilidade',
]
export const LAST_SECTIONS: readonly string[] = [
  'Fechamento',
  'Operação',
  'Administração',
  'Tabelas e módulos',
]

import { schemaParts as s } from '#core/documents/index'

const utility = s.object('Prestador', {
  name: s.text('Nome'),
  short_name: s.text('Nome curto ou sigla', 24),
  cnpj: s.cnpj('CNPJ'),
  address: s.text('Endereço'),
  sac_phone: s.text('Telefone do SAC (0800)', 30),
  sac_hours: s.text('Horário do SAC', 80),
  desk: s.orNull(s.text('Atendimento presencial')),
  website: s.orNull(s.text('Página na internet', 80)),
  ombudsman: s.orNull(s.text('Ouvidoria: telefone e e-mail', 120)),
  regulator: s.orNull(s.text('Entidade reguladora: nome e telefone', 160)),
  logo: s.orNull(s.image('Marca (imagem em data:)')),
})

const document = s.object('Fatura', {
  title: s.text('Título impresso', 60),
  number: s.text('Número da fatura', 30),
  reference: s.month('Mês de referência'),
  issued_on: s.date('Emissão'),
  due_on: s.date('Vencimento'),
  total_cents: s.cents('Total a pagar'),
  second_copy_on: s.orNull(s.date('Data da segunda via; nulo na primeira')),
  replaces: s.orNull(s.text('Número da fatura que esta substitui', 30)),
})

const customer = s.object('Cliente', {
  name: s.text('Nome', 120),
  tax_id: s.orNull(s.taxId('CPF ou CNPJ, sem máscara (o modelo mascara o CPF)')),
  delivery_address: s.orNull(s.text('Endereço alternativo de entrega')),
})

const economies = s.object('Economias de uma categoria', {
  category: s.text('Categoria', 60),
  quantity: s.count('Economias'),
})

const premise = s.object('Imóvel', {
  registration: s.digits('Matrícula com dígito', 2, 15),
  address: s.text('Logradouro, número e complemento'),
  district: s.text('Bairro', 80),
  city: s.text('Município', 80),
  state: s.text('UF', 2),
  postal_code: s.orNull(s.digits('CEP', 8)),
  economies: s.list('Categorias e economias', economies, 12),
  group: s.text('Grupo de faturamento', 20),
  route: s.text('Setor e rota', 30),
  sequence: s.text('Sequência na rota', 20),
  water_status: s.text('Situação da água', 40),
  sewage_status: s.text('Situação do esgoto', 40),
  meter_number: s.orNull(s.text('Hidrômetro', 30)),
})

const reading = s.object('Leitura', {
  previous_on: s.date('Data da leitura anterior'),
  previous_value: s.orNull(s.text('Leitura anterior', 12)),
  current_on: s.date('Data da leitura atual'),
  current_value: s.orNull(s.text('Leitura atual', 12)),
  next_on: s.orNull(s.date('Próxima leitura prevista')),
  days: s.count('Dias de consumo'),
  kind: s.choice('Tipo de consumo', ['measured', 'estimated', 'average', 'minimum', 'fixed']),
  kind_text: s.text('Tipo de consumo, por extenso', 40),
  measured_m3: s.orNull(s.decimal('Consumo medido')),
  billed_m3: s.decimal('Consumo faturado'),
  daily_m3: s.orNull(s.decimal('Consumo por dia')),
  note: s.orNull(s.text('Ocorrência da leitura e seu efeito', 240)),
})

const share = s.object('Rateio do condomínio', {
  master_registration: s.digits('Matrícula principal', 2, 15),
  method: s.text('Critério', 120),
  total_m3: s.decimal('Volume a ratear'),
  units: s.count('Unidades'),
  share_m3: s.decimal('Volume desta unidade'),
})

const history = s.object('Mês do histórico', {
  reference: s.month('Mês'),
  volume_m3: s.decimal('Consumo'),
  is_current: s.flag('É o mês desta fatura'),
  is_estimated: s.flag('Não foi medido'),
})

const consumption = s.object('Consumo dos últimos meses', {
  months: s.list('Meses, do mais antigo ao atual', history, 13),
  average_m3: s.orNull(s.decimal('Média')),
  average_months: s.count('Meses da média'),
  comparison: s.orNull(s.text('Comparação em uma frase', 160)),
})

const bracket = s.object('Faixa de consumo', {
  label: s.text('Faixa', 60),
  volume_m3: s.decimal('Volume na faixa'),
  unit_price: s.decimal('Preço por m³'),
  amount_cents: s.cents('Valor'),
})

const line = s.object('Lançamento', {
  description: s.text('Descrição', 120),
  detail: s.orNull(s.text('Complemento (parcela, período, cálculo)', 160)),
  legal_basis: s.orNull(s.text('Base legal', 160)),
  quantity: s.orNull(s.decimal('Quantidade')),
  unit: s.orNull(s.text('Unidade', 12)),
  unit_price: s.orNull(s.decimal('Preço unitário')),
  amount_cents: s.cents('Valor'),
  brackets: s.list('Faixas', bracket, 20),
})

const group = s.object('Grupo de lançamentos', {
  title: s.text('Título', 80),
  beneficiary: s.orNull(
    s.object('Beneficiário de valores de terceiros', {
      name: s.text('Nome', 120),
      cnpj: s.cnpj('CNPJ'),
    })
  ),
  subtotal_cents: s.cents('Subtotal'),
  lines: s.list('Lançamentos', line, 100),
})

const withholding = s.object('Retenção de tributo', {
  tax: s.text('Tributo', 30),
  rate_percent: s.decimal('Alíquota'),
  amount_cents: s.cents('Valor retido'),
})

const parameter = s.object('Parâmetro de qualidade', {
  name: s.text('Parâmetro', 60),
  limit: s.text('Limite', 60),
  required: s.count('Amostras exigidas'),
  analysed: s.count('Amostras analisadas'),
  conforming: s.count('Amostras conformes'),
  average: s.orNull(s.text('Média', 20)),
})

const quality = s.object('Qualidade da água', {
  system: s.text('Sistema de abastecimento', 120),
  reference: s.month('Mês das análises'),
  source: s.orNull(s.text('Manancial e suas características', 240)),
  conclusion: s.text('Conclusão e orientação', 240),
  parameters: s.list('Parâmetros', parameter, 10),
})

const payment = s.object('Pagamento', {
  barcode: s.orNull(s.digits('Código de barras', 44)),
  line: s.orNull(
    s.list(
      'Linha digitável em quatro blocos',
      { type: 'string', pattern: '^\\d{11}-\\d$', title: 'Bloco e dígito' },
      4
    )
  ),
  pix: s.orNull(s.text('Pix copia e cola', 600)),
  agents: s.orNull(s.text('Onde pagar', 240)),
  direct_debit: s.orNull(
    s.object('Débito automático', {
      bank: s.text('Banco', 80),
      account: s.text('Conta, mascarada', 40),
    })
  ),
})

const fiscal = s.object('Nota fiscal eletrônica (NFAg)', {
  number: s.text('Número', 12),
  series: s.text('Série', 4),
  access_key: s.digits('Chave de acesso', 44),
  authorised_at: s.text('Autorização: data e hora', 30),
  protocol: s.text('Protocolo', 30),
  url: s.text('Endereço de consulta, no QR Code', 300),
})

/** JSON Schema of what an invoice prints. The billing service freezes these data with the invoice, so that it prints again identically. */
export const invoiceSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'aqueduto:billing.invoice',
  ...s.object('Fatura de água e esgoto', {
    utility,
    document,
    customer,
    premise,
    reading: s.orNull(reading),
    share: s.orNull(share),
    consumption: s.orNull(consumption),
    groups: s.list('Lançamentos por grupo', group, 12),
    gross_cents: s.cents('Soma dos lançamentos'),
    withholdings: s.list('Retenções de tributos', withholding, 8),
    tariff: s.object('Tarifa aplicada', {
      act: s.text('Ato que a aprovou', 160),
      in_force_since: s.date('Em vigor desde'),
      note: s.orNull(s.text('Observação', 240)),
    }),
    water_quality: s.orNull(quality),
    water_quality_where: s.text('Onde obter as informações de qualidade', 240),
    debts: s.object('Débitos anteriores', {
      as_of: s.date('Posição em'),
      count: s.count('Faturas vencidas'),
      total_cents: s.cents('Total vencido'),
      notice: s.orNull(s.text('Aviso (por exemplo, de suspensão)', 400)),
    }),
    messages: s.list(
      'Mensagens',
      s.object('Mensagem', {
        tone: s.choice('Tom', ['info', 'attention']),
        title: s.text('Título', 80),
        text: s.text('Texto', 500),
      }),
      6
    ),
    late_charges: s.text('Como se cobram os encargos de atraso', 400),
    notes: s.list('Notas tributárias e regulatórias', s.text('Nota', 400), 8),
    payment: s.orNull(payment),
    fiscal: s.orNull(fiscal),
    rules: s.object('Versão das regras', {
      pack_hash: s.sha256('Resumo do pacote de regras'),
    }),
  }),
} as const

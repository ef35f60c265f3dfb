/** A table with one price for each m³, half of it for sewage, and services at round prices. */
export const PRICED_TABLE = {
  title: 'Tabela de teste',
  rounding: { scale: 2, mode: 'half-up', at: 'bracket' },
  categories: {
    RES: { title: 'Residencial', minimum_m3: 0, blocks: [{ over: 0, to: null, price: '5.00' }] },
  },
  sewage: { collected: '50', collected_treated: '50' },
  garbage: {},
  services: {
    connection: { title: 'Ligação nova', amount: '80.00' },
    plan: { title: 'Planta autenticada', amount: '50.00' },
  },
}

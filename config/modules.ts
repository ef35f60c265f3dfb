import type { ProductModule } from '#core/kernel/describe/modules'

/**
 * The modules that a complete management of a utility has (Termo de Referência, 3.1.1 to 3.1.17), with the plugins that serve
 * each; what the kernel serves by itself names none.
 */
export const modules: readonly ProductModule[] = [
  {
    id: 'TR-3.1.1',
    title: 'Medição',
    servedBy: ['metering', 'readings', 'reviews', 'macro_metering'],
  },
  { id: 'TR-3.1.2', title: 'Faturamento', servedBy: ['tariffs', 'billing'] },
  { id: 'TR-3.1.3', title: 'Cadastro', servedBy: ['registry'] },
  { id: 'TR-3.1.4', title: 'Arrecadação', servedBy: ['receivables', 'payments'] },
  { id: 'TR-3.1.5', title: 'Contabilidade', servedBy: ['accounting'] },
  { id: 'TR-3.1.6', title: 'Cobrança', servedBy: ['dunning'] },
  { id: 'TR-3.1.7', title: 'Operacional', servedBy: ['services'] },
  { id: 'TR-3.1.8', title: 'Operacional Mobile', servedBy: ['services'] },
  { id: 'TR-3.1.9', title: 'Atendimento', servedBy: ['attendance'] },
  { id: 'TR-3.1.10', title: 'Laboratório', servedBy: ['lab'] },
  { id: 'TR-3.1.11', title: 'Administração', servedBy: [] },
  { id: 'TR-3.1.12', title: 'Gerencial', servedBy: ['reports'] },
  { id: 'TR-3.1.13', title: 'Técnico', servedBy: ['gis'] },
  { id: 'TR-3.1.14', title: 'CTI', servedBy: ['contact-center'] },
  { id: 'TR-3.1.15', title: 'Auto Atendimento', servedBy: ['portal'] },
  { id: 'TR-3.1.16', title: 'Gestão de Concessões', servedBy: ['regulatory'] },
  { id: 'TR-3.1.17', title: 'GIS', servedBy: ['gis'] },
]

import type { RecordType } from '#core/records/index'
import { customerCharges, groupedInvoices, groupedMembers } from './apart.ts'
import { charges } from './charges.ts'
import { corrections } from './corrections.ts'
import { contracts } from './contracts.ts'
import { deliveries } from './deliveries.ts'
import { exemptions } from './exemptions.ts'
import { finalAccountLines, finalAccounts } from './final_accounts.ts'
import { invoices } from './invoices.ts'
import { messages } from './messages.ts'
import { parked } from './parked.ts'
import { rectificationCycles, rectificationFindings } from './rectifications.ts'
import { schedules } from './schedules.ts'
import { siteBillLines, siteBills } from './site_bills.ts'
import { separateWastes } from './separate_wastes.ts'
import { wasteBooklets, wasteSlips } from './waste_booklets.ts'
import { serviceCharges } from './service_charges.ts'

export default [
  invoices,
  charges,
  corrections,
  parked,
  siteBills,
  siteBillLines,
  deliveries,
  rectificationCycles,
  rectificationFindings,
  schedules,
  exemptions,
  contracts,
  separateWastes,
  messages,
  serviceCharges,
  customerCharges,
  groupedInvoices,
  groupedMembers,
  finalAccounts,
  finalAccountLines,
  wasteBooklets,
  wasteSlips,
] as readonly RecordType[]

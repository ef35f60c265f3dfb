import { chooseDueDayAction } from './due_day.ts'
import { signTakeOverAction } from './sign_take_over.ts'
import type { Action } from '#core/actions/index'
import { changeHolderAction, setOwnerAction } from './change_holder.ts'
import { keepHolderDocumentAction } from './holder_documents.ts'
import * as address from './premise_addresses.ts'
import * as branch from './waiting_branches.ts'
import * as lease from './leases.ts'
import * as premise from './change_premise.ts'
import { createCampaignAction, decideAnswersAction } from './campaigns.ts'
import { createConnectionAction } from './create_connection.ts'
import { createPremiseAction } from './create_premise.ts'
import { issueNoticeAction } from './issue_notice.ts'
import { linkBodyAction, unlinkBodyAction } from './paying_bodies.ts'
import { endBenefitAction, registerBenefitAction } from './social_benefits.ts'
import { dismissFamilyAction, matchFamilyAction } from './social_doubts.ts'
import * as people from './population.ts'
import { saveSketchAction } from './save_sketch.ts'

import { importAnswersAction } from './import_answers.ts'
import { mergeDistrictsAction, mergeStreetsAction } from './merge_places.ts'
import { undoMergeAction } from './undo_merge.ts'
import { dismissPairAction, mergeCustomersAction } from './merge_customers.ts'
import { acceptFindingsAction, assignFindingsAction } from './quality.ts'

export default [
  createPremiseAction,
  createConnectionAction,
  changeHolderAction,
  keepHolderDocumentAction,
  setOwnerAction,
  lease.setTenantAction,
  lease.changeLeaseAction,
  lease.endTenancyAction,
  lease.startLeaseAction,
  lease.cancelLeaseAction,
  premise.changeEconomiesAction,
  premise.changeSituationAction,
  premise.setAddressAction,
  premise.removeAddressAction,
  address.exchangeAddressAction,
  address.deactivateAddressAction,
  branch.registerBranchAction,
  branch.endBranchAction,
  premise.chooseDeliveryAction,
  premise.deactivateAction,
  premise.reactivateAction,
  premise.joinCondominiumAction,
  premise.leaveCondominiumAction,
  issueNoticeAction,
  people.markVacancyAction,
  people.endVacancyAction,
  people.setAreaAction,
  people.savePerimeterAction,
  people.markAreasAction,
  registerBenefitAction,
  endBenefitAction,
  matchFamilyAction,
  dismissFamilyAction,
  linkBodyAction,
  unlinkBodyAction,
  saveSketchAction,
  mergeStreetsAction,
  mergeDistrictsAction,
  mergeCustomersAction,
  undoMergeAction,
  dismissPairAction,
  assignFindingsAction,
  acceptFindingsAction,
  createCampaignAction,
  decideAnswersAction,
  importAnswersAction,
  signTakeOverAction,
  chooseDueDayAction,
] as readonly Action[]

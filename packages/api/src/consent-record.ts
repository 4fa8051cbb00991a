import type { ConsentEntryBody } from './consent-decision.ts'

/** What the record of a decision is made from. */
export type ConsentRecordSource = {
  /** The journal entry, as its receipt holds it. */
  readonly entry: {
    readonly id: string
    readonly organisation: string
    readonly subject: string
    readonly recordedAt: string
  }
  readonly body: ConsentEntryBody
  /** The receipt of the entry: a C2SP tlog-proof file, verbatim. */
  readonly receipt: string
}

const context = {
  dpv: 'https://w3id.org/dpv#',
  pd: 'https://w3id.org/dpv/pd#',
  dct: 'http://purl.org/dc/terms/',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  candor: 'urn:candor:terms:',
} as const

const statuses = {
  granted: 'dpv:ConsentGiven',
  refused: 'dpv:ConsentRefused',
  withdrawn: 'dpv:ConsentWithdrawn',
} as const

type Named = {
  readonly id: string
  readonly dpv: string | null
  readonly name: { readonly en: string; readonly zh: string }
}

const titles = ({ en, zh }: Named['name']) => [
  { '@value': en, '@language': 'en' },
  { '@value': zh, '@language': 'zh-CN' },
]

const concept = ({ id, dpv, name }: Named, otherwise: string) => ({
  '@id': `urn:uuid:${id}`,
  '@type': dpv ?? otherwise,
  'dct:title': titles(name),
})

const time = (value: string) => ({ '@type': 'xsd:dateTime', '@value': value })

/**
 * The record of a decision as JSON-LD: the fields of ISO/IEC TS 27560 (header, parties, processing, events) in terms of
 * the W3C Data Privacy Vocabulary, and the journal's receipt as its proof. Everything but the proof follows from the
 * body that the receipt proves: whoever checks a record makes it again from the receipt and compares.
 */
export const consentRecordOf = ({ entry, body, receipt }: ConsentRecordSource) => {
  const { decision, number, signer, ledger } = body
  return {
    '@context': context,
    '@id': `urn:uuid:${entry.id}`,
    '@type': ['dpv:ConsentRecord', 'dpv:ConsentReceipt'],
    'dct:conformsTo': 'ISO/IEC TS 27560:2023',
    'dct:identifier': entry.id,
    'dct:created': time(entry.recordedAt),
    'dpv:hasDataSubject': { '@id': `urn:uuid:${entry.subject}`, '@type': 'dpv:Customer' },
    'dpv:hasDataController': { '@id': `urn:uuid:${entry.organisation}`, '@type': 'dpv:DataController' },
    'dpv:hasLegalBasis': 'dpv:ExplicitlyExpressedConsent',
    'dpv:hasNotice': {
      '@type': 'dpv:ConsentNotice',
      'dct:hasVersion': String(decision.notice.version),
      'dct:language': decision.notice.language,
      'candor:sha256': decision.notice.hash,
    },
    'dpv:hasProcess': {
      '@type': 'dpv:Process',
      'dpv:hasPurpose': concept(decision.purpose, 'dpv:Purpose'),
      'dpv:hasPersonalData': decision.categories.map((category) => concept(category, 'dpv:PersonalData')),
      'dpv:hasRecipient': concept(decision.recipient, 'dpv:Recipient'),
      'candor:channels': decision.channels.map((channel) => concept(channel, 'candor:Channel')),
    },
    'dpv:hasConsentStatus': {
      '@type': statuses[decision.state],
      'dpv:isIndicatedBy': { '@id': `urn:uuid:${entry.subject}` },
      'dpv:isIndicatedAtTime': time(decision.decidedAt),
      'dpv:hasIndicationMethod': 'Switch in the customer portal after sign-in, signed with a key kept for the person',
      ...(decision.validUntil !== null && { 'candor:validUntil': time(decision.validUntil) }),
    },
    'candor:proof': {
      '@type': 'candor:JournalReceipt',
      'candor:decisionNumber': number,
      'candor:signer': signer,
      'candor:ledger': {
        chainId: ledger.chainId,
        contract: ledger.contract,
        member: ledger.member,
        consent: ledger.consent,
        content: ledger.content,
        nonce: ledger.nonce,
        deadline: ledger.deadline,
        signature: ledger.signature,
      },
      'candor:receipt': receipt,
    },
  }
}
export type ConsentRecordDocument = ReturnType<typeof consentRecordOf>

/** What a status word reads as: one of our statuses, an event (it becomes the goal), or "depends on the network". */
export type WordMeaning = 'new' | 'hold' | 'approve' | 'cancel' | 'trash' | 'goal' | 'ambiguous';

/**
 * Status words in use at networks, by meaning and language. They are written as they look after normalising:
 * lower case, letters and digits only. `ambiguous` words mean different things at different networks: only the
 * request's lists, a flow's mapping or a template may decide them.
 */
const WORDS: Record<WordMeaning, Record<string, string>> = {
  new: {
    en: `
      added answerphone awaiting callback check checking create created delayed draft expect expected
      initial inprocess inprocessing inprogress inreview inwork moderation nedozvon new noanswer
      noanswered none notprocessed onmoderation open opened pending postponed preapproved proc
      processing queue queued recall received registeredorder requested reserve reserved review
      senttocc submitted unconfirmed underreview unprocessed verification verify verifying wait
      waiting`,
    ru: `
      вобработке вожидании вработе заявка напроверке недозвон недозвонились новая новый новыйзаказ
      обработка ожидает ожидание отложен перезвон перезвонить принят проверка создан`,
    uk: 'вобробці новий очікує',
    es: 'enproceso nuevo pendiente',
    pt: 'aguardando emprocesso novo pendente',
    fr: 'enattente nouveau',
    de: 'ausstehend neu offen',
    it: 'inattesa nuovo',
    pl: 'nowy oczekujacy oczekujący',
    tr: 'beklemede yeni',
    vi: 'choxuly moi',
    id: 'baru menunggu',
  },
  hold: {
    en: `
      approvedbutstalled approvedhold awaitingpayment delayedapprove freeze frozen held hold holded
      lockedpayment onhold`,
    ru: 'вхолде заморожен наудержании подтвержденвхолде подтверждёнвхолде холд',
    uk: 'утримання',
    es: 'retenido',
    pt: 'retido',
    de: 'zurueckgehalten zurückgehalten',
  },
  approve: {
    en: `
      approve approved approvedbilling aprove aproved autosell billed billing bought boughtout buyout
      cleared complete completed confirm confirmed conversionaccepted converted credited delivered
      done finish finished ftdapproved leadapprove leadapproved locked ok okay onetime paid paidout
      pay payed payment payout prolong purchase purchased qualified rebill recurring redeem redeemed
      renewal renewed sale sell shipped sold succeeded success successful`,
    ru: `
      аппрув аппрувлен апрув вручен выкуп выкуплен выполнен доставлен одобрен одобрено ок оплачен
      оплачено подтвержден подтверждено подтверждён принятрекламодателем продажа`,
    uk: 'викуплено підтверджено сплачено схвалено',
    es: 'aprobado confirmado entregado pagado',
    pt: 'aprovado entregue pago',
    fr: 'approuve approuvé confirme confirmé paye payé valide validé',
    de: 'bestaetigt bestätigt bezahlt genehmigt',
    it: 'approvato confermato pagato',
    pl: 'potwierdzony zatwierdzony',
    tr: 'onaylandi onaylandı',
    vi: 'daduyet',
    id: 'disetujui',
  },
  cancel: {
    en: `
      cancel canceled cancellation cancelled cgbk chargeback conversionrejected corrected decline
      declined denied deny disapproved expired ftdrejected insf leadcancel leadreject leadrejected
      lost nonbuyout notapproved notbought notconfirmed notredeemed refund refunded refuse refused
      reject rejected return returned returntosender reversal reversed rfnd stop stopped unapproved
      unsubscribe unsubscribed void voided`,
    ru: 'возврат невыкуп невыкуплен отказ отказался отклонен отклонено отклонён отмена отменен отменён',
    uk: 'відмова відхилено скасовано',
    es: 'cancelado devuelto rechazado',
    pt: 'devolvido reembolsado rejeitado',
    fr: 'annule annulé rejete rejeté rembourse remboursé',
    de: 'abgelehnt storniert',
    it: 'annullato rifiutato',
    pl: 'anulowany odrzucony',
    tr: 'iptal reddedildi',
    vi: 'huy',
    id: 'ditolak',
  },
  trash: {
    en: `
      badphone banned blacklist blacklisted blocked bot double doubled dublicate dupe duplicate
      duplicated error fail failed failure fake fraud garbage incorrect incorrectdata invalid junk
      leadtrash nonexistent notavailable potentialdouble potentionaldouble repeat repeated scrub
      scrubbed shaved spam test trash trashed wrong wrongnumber wrongphone`,
    ru: 'брак дубликат дубль невалид неверныйномер некорректный несуществующий спам тест треш трэш фейк',
    uk: 'дублікат сміття',
    es: 'basura duplicado falso invalido inválido',
    pt: 'lixo',
    fr: 'doublon faux invalide',
    de: 'doppelt ungueltig ungültig',
    it: 'duplicato nonvalido',
    pl: 'duplikat niepoprawny',
  },
  goal: {
    en: `
      activation baseline click2call deposit download fdp firstdep firstdeposit freetrial ftd install
      installation installed kyc leadreg ngr order qftd qualification rdep redep redeposit reg
      register registered registration revshare signup subscription trial upsell`,
    ru: 'деп депозит первыйдепозит подписка рега регистрация редеп установка',
  },
  ambiguous: {
    en: 'accept accepted closed delivery dep lead sended sending sent sms subs subscribe valid',
  },
};

/** Normalised word → meaning. */
export const VOCABULARY: ReadonlyMap<string, WordMeaning> = new Map(
  Object.entries(WORDS).flatMap(([meaning, languages]) =>
    Object.values(languages)
      .flatMap((words) => words.trim().split(/\s+/))
      .map((word): [string, WordMeaning] => [word, meaning as WordMeaning]),
  ),
);

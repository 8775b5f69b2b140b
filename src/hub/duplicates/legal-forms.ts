/** What companies put behind their names, as one lower-case word; of the countries most systems of the field sell in. */
export const LEGAL_FORMS: ReadonlySet<string> = new Set(
  (
    'ab ag aktiengesellschaft aps as asa bv bvba co company corp corporation cv cvba ' +
    'doo ek eg eurl gbr gesmbh gmbh hf inc incorporated kft kg kgaa lda ' +
    'limited llc llp lp ltd ltda mbh nv ohg oy oyj plc pte pty ' +
    'pvt sa sarl sas sca se sl snc spa sprl srl srls sro ug ' +
    'vof'
  ).split(' '),
);

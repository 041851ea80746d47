/* Files of the Department for Education as they are downloaded: their headings, and invented schools. */

/** The national register of 2023; later ones lack `RSCRegion (name)`, and those of 2025 what inspections said. */
export const REGISTER_2023 =
  'URN,LA (code),LA (name),EstablishmentNumber,EstablishmentName,TypeOfEstablishment (code),TypeOfEstablishment (name),EstablishmentTypeGroup (code),EstablishmentTypeGroup (name),EstablishmentStatus (code),EstablishmentStatus (name),ReasonEstablishmentOpened (code),ReasonEstablishmentOpened (name),OpenDate,ReasonEstablishmentClosed (code),ReasonEstablishmentClosed (name),CloseDate,PhaseOfEducation (code),PhaseOfEducation (name),StatutoryLowAge,StatutoryHighAge,Boarders (code),Boarders (name),NurseryProvision (name),OfficialSixthForm (code),OfficialSixthForm (name),Gender (code),Gender (name),ReligiousCharacter (code),ReligiousCharacter (name),ReligiousEthos (name),Diocese (code),Diocese (name),AdmissionsPolicy (code),AdmissionsPolicy (name),SchoolCapacity,SpecialClasses (code),SpecialClasses (name),CensusDate,NumberOfPupils,NumberOfBoys,NumberOfGirls,PercentageFSM,TrustSchoolFlag (code),TrustSchoolFlag (name),Trusts (code),Trusts (name),SchoolSponsorFlag (name),SchoolSponsors (name),FederationFlag (name),Federations (code),Federations (name),UKPRN,FEHEIdentifier,FurtherEducationType (name),OfstedLastInsp,OfstedSpecialMeasures (code),OfstedSpecialMeasures (name),LastChangedDate,Street,Locality,Address3,Town,County (name),Postcode,SchoolWebsite,TelephoneNum,OfstedRating (name),RSCRegion (name),Country (name),UPRN,SiteName,MSOA (code),LSOA (code),FSM,AccreditationExpiryDate'.split(
    ',',
  );
const GONE = [
  'RSCRegion (name)',
  'OfstedLastInsp',
  'OfstedSpecialMeasures (code)',
  'OfstedSpecialMeasures (name)',
  'OfstedRating (name)',
];
export const REGISTER_2025 = REGISTER_2023.filter((heading) => !GONE.includes(heading));

/** The schools census at school level of 2022-23, and of 2024-25, without what nobody reads. */
export const CENSUS_2023 =
  'time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,new_la_code,la_name,URN,Estab,school_name,LAEstab,open_date,sex_of_school_description,phase-type_grouping,type_of_establishment,middle_school,all_through_school,hospital_school,denomination,admissions_policy,Full time girls Reception,Full time boys Reception,Full time girls Year group 1,Full time boys Year group 1,headcount total girls,headcount total boys,full time pupils,part time pupils,headcount of pupils,fte pupils,number of pupils known to be eligible for and claiming free scho,% of pupils known to be eligible for and claiming free school me'.split(
    ',',
  );
export const CENSUS_2025 =
  'time_period,time_identifier,geographic_level,country_code,country_name,region_name,region_code,urn,old_la_code,la_name,new_la_code,estab,school_name,laestab,phase_type_grouping,trust,opendate,sex_of_school_description,typeofestablishment_name,middle_school,all_through_school,hospital_school,denomination,admissions_policy,academy_flag,full-time female Reception,full-time male Reception,full-time female Year group 1,full-time male Year group 1,headcount total female,headcount total male,full-time pupils,part-time pupils,headcount of pupils,fte pupils,total boarders,number of pupils known to be eligible for free school meals,% of pupils known to be eligible for free school meals,number_of_dual_subsidiary_registrations'.split(
    ',',
  );

export type Cells = Readonly<Record<string, string | number>>;

const quoted = (text: string, delimiter: string): string =>
  text.includes(delimiter) || /["\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** A table as CSV: rows by their headings, what they do not say is blank. */
export function csvOf(
  headings: readonly string[],
  rows: readonly Cells[],
  { delimiter = ',', end = '\r\n' }: { readonly delimiter?: string; readonly end?: string } = {},
): string {
  const lines = [headings, ...rows.map((row) => headings.map((heading) => String(row[heading] ?? '')))];
  return lines.map((line) => line.map((cell) => quoted(cell, delimiter)).join(delimiter)).join(end) + end;
}

/** A text in windows-1252, of the characters that these files have. */
export const windows1252 = (text: string): Uint8Array =>
  Uint8Array.from(text, (character) => (character === '’' ? 0x92 : character === '–' ? 0x96 : character.charCodeAt(0)));

/** A school of the register; what is not said is as of an open community primary school of Northmarsh. */
export const registered = (urn: number, name: string, more: Cells = {}): Cells => ({
  URN: urn,
  'LA (code)': 990,
  'LA (name)': 'Northmarsh',
  EstablishmentName: name,
  'TypeOfEstablishment (code)': 1,
  'TypeOfEstablishment (name)': 'Community school',
  'EstablishmentTypeGroup (code)': 4,
  'EstablishmentTypeGroup (name)': 'Local authority maintained schools',
  'EstablishmentStatus (code)': 1,
  'EstablishmentStatus (name)': 'Open',
  OpenDate: '01-09-1998',
  'PhaseOfEducation (code)': 2,
  'PhaseOfEducation (name)': 'Primary',
  StatutoryLowAge: 4,
  StatutoryHighAge: 11,
  'NurseryProvision (name)': 'No Nursery Classes',
  'OfficialSixthForm (name)': 'Does not have a sixth form',
  'ReligiousCharacter (name)': 'Does not apply',
  'Diocese (name)': 'Not applicable',
  SchoolCapacity: 420,
  CensusDate: '16-01-2025',
  NumberOfPupils: 210,
  PercentageFSM: 32.7,
  'TrustSchoolFlag (name)': 'Not applicable',
  'Trusts (name)': '',
  'Federations (name)': '',
  'FurtherEducationType (name)': 'Not applicable',
  UPRN: '5.00E+06',
  ...more,
});

/** A school of the census of 2024-25. */
export const counted = (urn: number, fte: number | string, more: Cells = {}): Cells => ({
  time_period: 202425,
  time_identifier: 'Academic year',
  geographic_level: 'School',
  urn,
  school_name: `School ${urn}`,
  la_name: 'Northmarsh',
  phase_type_grouping: 'State-funded primary',
  typeofestablishment_name: 'Community school',
  denomination: 'No religious character',
  'headcount of pupils': fte,
  'fte pupils': fte,
  '% of pupils known to be eligible for free school meals': 30.1,
  number_of_dual_subsidiary_registrations: 2,
  ...more,
});

/** The maintained schools of the benchmarking service until 2023-24, and after; spacing as it is. */
const CFR_START =
  'LA,LA Name,Region,London Borough,Estab,LAEstab,URN,School Name,Phase,Overall Phase,Lowest age of pupils,Highest age of pupils,Type,No Pupils,% of pupils eligible for FSM,Period covered by return (months),Did Not Supply flag,Federation,Lead school in federation,E09  Development and training';
export const CFR_2024 = [
  ...CFR_START.split(','),
  'E20  ICT learning resources',
  'E27  Bought in professional services - curriculum',
  'Total Income ',
  'Total Expenditure  E01 to E32',
  'Total Expenditure',
];
export const CFR_2025 = [
  ...CFR_START.split(','),
  'E20A  Connectivity',
  'E20B  Onsite servers',
  'E20C  IT learning resources',
  'E20D  Administration software and systems',
  'E20E  Laptops, desktops and tablets',
  'E20F  Other hardware',
  'E20G  IT support',
  'E27  Bought in professional services - curriculum',
];
/** The academies accounts return as it is published, until 2023 and after. */
const AAR_START =
  'LA,Estab,URN,ACADEMYUPIN,ACADEMYTRUSTSTATUS,Company_Number,Date joined or opened if in period:,Date left or closed if in period:,Valid To'.split(
    ',',
  );
export const AAR_2023 = [
  ...AAR_START,
  'BNCH21202 (Staff development and training)',
  'BNCH21604 (Educational Consultancy)',
];
export const AAR_2024 = [...AAR_START, 'BAE090-T', 'BAE230-T'];
export const LINKS = ['URN', 'LinkURN', 'LinkName', 'LinkType', 'LinkEstablishedDate'];

/** A return of a maintained school of twelve months. */
export const returned = (urn: number, e27: number | string, more: Cells = {}): Cells => ({
  URN: urn,
  LAEstab: `990${urn % 10000}`,
  'School Name': `School ${urn}`,
  'Overall Phase': 'Primary',
  Type: 'Community school',
  'No Pupils': '204.5',
  'Period covered by return (months)': 12,
  'Did Not Supply flag': 'n/a',
  'Lead school in federation': 0,
  'E27  Bought in professional services - curriculum': e27,
  ...more,
});

import { ShieldCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ConnectionReport } from '../../shared/environment.ts';
import { Notice } from '../ui/notice.tsx';
import { count, day, listed } from '../words/phrases.ts';
import styles from './environments.module.css';

const expiresSoonDays = 14;
const needed = ['clusterProfile.get', 'clusterProfile.create', 'clusterProfile.export', 'clusterProfile.import'];

/** What a connection test learnt. */
export function ConnectionReportView({ report }: { readonly report: ConnectionReport }) {
  const missing = report.permissions === null ? [] : needed.filter((one) => !report.permissions?.includes(one));
  const daysLeft =
    report.keyExpiresAt === null ? null : Math.floor((Date.parse(report.keyExpiresAt) - Date.now()) / 86_400_000);
  return (
    <section className={styles.report} aria-label="Connection test">
      <Notice kind="good" live title={`Connected to ${report.tenantName}`} />
      <dl className={styles.facts}>
        <Fact name="Tenant">{report.tenantName}</Fact>
        <Fact name="User">{report.userUid}</Fact>
        <Fact name="Projects">
          {report.projects.length === 0
            ? 'none that this user may see'
            : `${count(report.projects.length, 'project', 'projects')}: ${listed(report.projects.map((one) => one.name))}`}
        </Fact>
        <Fact name="Permissions">
          {report.permissions === null
            ? 'not told by this server'
            : `${count(report.permissions.length, 'permission', 'permissions')}, ${missing.length === 0 ? 'among them all that reading and importing need' : `without ${listed(missing)}`}`}
        </Fact>
        <Fact name="Key expires">{report.keyExpiresAt === null ? 'never, or not told' : day(report.keyExpiresAt)}</Fact>
        {report.serverVersion === null ? null : <Fact name="Palette version">{report.serverVersion}</Fact>}
        <Fact name="Certificates">
          <ol>
            {report.certificateChain.map((link) => (
              <li key={`${link.subject}/${link.validTo}`} className={styles.chain}>
                <ShieldCheck size={12} aria-hidden />
                {link.subject}
                <span className={styles.soft}>until {day(link.validTo)}</span>
              </li>
            ))}
          </ol>
        </Fact>
      </dl>
      {daysLeft !== null && daysLeft < expiresSoonDays ? (
        <Notice kind="warn" title={`This API key expires in ${count(Math.max(daysLeft, 0), 'day', 'days')}`}>
          Create a new one in Palette in time and enter it here.
        </Notice>
      ) : null}
      {missing.length === 0 ? null : (
        <Notice kind="warn" title="Some permissions are missing">
          This user lacks {listed(missing)}. Reading may work, importing may not.
        </Notice>
      )}
    </section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className={styles.term}>{name}</dt>
      <dd className={styles.value} data-selectable>
        {children}
      </dd>
    </>
  );
}

//! Questions to the site over HTTPS, by the certificates that the system trusts and through its proxy.

use std::net::{IpAddr, UdpSocket};
use std::time::Duration;

use ureq::Agent;
use ureq::tls::{RootCerts, TlsConfig};

use super::{Lost, Reply};
use crate::cli::clock;
use crate::cli::failure::Failure;
use crate::text::quoted;

/// How long an answer may take.
const LONGEST: Duration = Duration::from_mins(2);

/// The largest answer that is read, in bytes.
const LARGEST: u64 = 64 << 20;

/// The interface of the site, with the token of who asks.
pub(in crate::cli) struct Site {
    agent: Agent,
    url: String,
    host: String,
    token: String,
}

impl Site {
    /// Takes the address: a host and a path, `https://` or not; plain http to this machine alone.
    pub(in crate::cli) fn at(address: &str, token: String) -> Result<Self, Failure> {
        let (scheme, rest) = address.split_once("://").unwrap_or(("https", address));
        let host = rest.split(['/', '?']).next().unwrap_or_default().to_owned();
        if scheme != "https" && !(scheme == "http" && is_loopback(&host)) {
            return Err(Failure::new(format!(
                "adresse «\u{a0}{}\u{a0}» dans [demarches]\u{a0}: le jeton ne part qu’en https",
                quoted(address)
            )));
        }
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::PlatformVerifier)
            .build();
        let agent = Agent::config_builder()
            .tls_config(tls)
            .timeout_global(Some(LONGEST))
            .http_status_as_error(false)
            .max_redirects(0)
            .build();
        Ok(Self {
            agent: agent.into(),
            url: format!("{scheme}://{rest}"),
            host,
            token,
        })
    }

    /// Asks a question.
    pub(in crate::cli) fn ask(&self, body: &str) -> Result<Reply, Lost> {
        let sent = self
            .agent
            .post(&self.url)
            .header("Authorization", format!("Bearer {}", self.token))
            .header("Content-Type", "application/json")
            .send(body);
        let mut answer = sent.map_err(|error| self.lost(&error))?;
        let status = answer.status().as_u16();
        let reset = answer
            .headers()
            .get("RateLimit-Reset")
            .and_then(|value| value.to_str().ok());
        let pause = reset.and_then(pause);
        let read = answer.body_mut().with_config().limit(LARGEST).read_to_string();
        let body = read.map_err(|error| self.lost(&error))?;
        match status {
            200 | 429 | 504 => Ok(Reply { status, body, pause }),
            401 | 403 => Err(Lost::Failed(self.refused())),
            300..=399 => Err(Lost::Failed(Failure::new(format!(
                "{} renvoie vers une autre adresse\u{a0}: le jeton n’y part pas\u{a0}; corrigez «\u{a0}adresse\u{a0}» dans [demarches]",
                self.host
            )))),
            // An answer to a question that the site did not take has its errors.
            400 | 422 if body.contains("\"errors\"") => Ok(Reply { status, body, pause }),
            _ => Err(Lost::Failed(Failure::new(format!(
                "{} répond par l’état {status}\u{a0}: réessayez plus tard, rien n’a été écrit",
                self.host
            )))),
        }
    }

    /// Why the token does not do: it is bound to addresses.
    fn refused(&self) -> Failure {
        let from = self
            .own_address()
            .map_or_else(String::new, |address| format!(", ici {address}"));
        Failure::new(format!(
            "{} refuse le jeton\u{a0}: il a expiré, n’ouvre pas cette démarche, ou est lié à d’autres adresses que celle d’où part la \
             demande{from}, ou celle du proxy. Voyez ses adresses sur le site, dans votre profil.",
            self.host
        ))
    }

    /// The address of this machine on the way to the site.
    fn own_address(&self) -> Option<IpAddr> {
        let socket = UdpSocket::bind(("0.0.0.0", 0)).ok()?;
        let host = self
            .host
            .rsplit_once(':')
            .map_or(self.host.as_str(), |(host, _)| host);
        socket.connect((host, 443)).ok()?;
        Some(socket.local_addr().ok()?.ip())
    }

    fn lost(&self, error: &ureq::Error) -> Lost {
        match error {
            ureq::Error::Timeout(_) => Lost::TooSlow,
            ureq::Error::BodyExceedsLimit(_) => Lost::Failed(Failure::new(format!(
                "la réponse de {} est trop longue",
                self.host
            ))),
            error => Lost::Failed(Failure::new(format!(
                "{} ne répond pas ({})\u{a0}: voyez le réseau et HTTPS_PROXY, rien n’a été écrit",
                self.host,
                quoted(&error.to_string())
            ))),
        }
    }
}

/// True of this machine.
fn is_loopback(host: &str) -> bool {
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    name == "localhost"
        || name
            .trim_matches(['[', ']'])
            .parse()
            .is_ok_and(|address: IpAddr| address.is_loopback())
}

/// How long to wait: so many seconds, or until an instant in seconds since 1970.
fn pause(reset: &str) -> Option<Duration> {
    const INSTANT: u64 = 1_000_000_000;
    let seconds: u64 = reset.trim().parse().ok()?;
    if seconds < INSTANT {
        return Some(Duration::from_secs(seconds));
    }
    let now = u64::try_from(clock::now().timestamp()).ok()?;
    Some(Duration::from_secs(seconds.saturating_sub(now)))
}

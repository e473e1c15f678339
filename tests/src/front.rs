//! A TLS front before a municipality, with whatever certificate a test wants.

use std::{net::SocketAddr, path::Path, sync::Arc};

use anyhow::{Context, Result};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, date_time_ymd};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};
use tokio_rustls::TlsAcceptor;
use url::Url;

use crate::Town;

/// Someone who vouches for servers.
pub struct Authority {
    certificate: CertificateDer<'static>,
    issuer: Issuer<'static, KeyPair>,
}

/// A server's certificate with its key.
pub struct Papers {
    certificate: CertificateDer<'static>,
    key: KeyPair,
}

impl Authority {
    /// A new one, whom nobody trusts yet.
    pub fn new() -> Result<Self> {
        let key = KeyPair::generate()?;
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let certificate = params.self_signed(&key)?.der().clone();
        Ok(Self { certificate, issuer: Issuer::new(params, key) })
    }

    /// Writes its certificate where a process may be told to find those it trusts.
    pub fn publish(&self, file: &Path) -> Result<()> {
        let pem = BASE64_STANDARD.encode(&self.certificate);
        Ok(std::fs::write(file, format!("-----BEGIN CERTIFICATE-----\n{pem}\n-----END CERTIFICATE-----\n"))?)
    }

    /// A certificate for this name, good from one year to the beginning of another.
    pub fn vouch(&self, name: &str, (from, until): (i32, i32)) -> Result<Papers> {
        let key = KeyPair::generate()?;
        let certificate = params(name, (from, until))?.signed_by(&key, &self.issuer)?.der().clone();
        Ok(Papers { certificate, key })
    }
}

impl Papers {
    /// A certificate for which nobody vouches but the server itself.
    pub fn self_signed(name: &str) -> Result<Self> {
        let key = KeyPair::generate()?;
        let certificate = params(name, (2020, 2120))?.self_signed(&key)?.der().clone();
        Ok(Self { certificate, key })
    }
}

fn params(name: &str, (from, until): (i32, i32)) -> Result<CertificateParams> {
    let mut params = CertificateParams::new([name.to_owned()])?;
    params.not_before = date_time_ymd(from, 1, 1);
    params.not_after = date_time_ymd(until, 1, 1);
    Ok(params)
}

/// A front that speaks TLS on `localhost` and passes on what comes to a municipality. It ends when it is dropped.
pub struct Front {
    port: u16,
    passing: JoinHandle<()>,
}

impl Front {
    /// Puts it before `town`.
    pub async fn before(town: &Town, papers: Papers) -> Result<Self> {
        let url = town.base_url()?;
        let behind: SocketAddr = url.socket_addrs(|| None)?.first().copied().context("the municipality listens")?;
        let key = PrivateKeyDer::try_from(papers.key.serialize_der()).map_err(anyhow::Error::msg)?;
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = rustls::ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(vec![papers.certificate], key)?;
        let acceptor = TlsAcceptor::from(Arc::new(tls));
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let port = listener.local_addr()?.port();
        let passing = tokio::spawn(async move {
            while let Ok((outside, _)) = listener.accept().await {
                let acceptor = acceptor.clone();
                tokio::spawn(async move {
                    // A client that does not trust the front leaves here.
                    let Ok(mut outside) = acceptor.accept(outside).await else { return };
                    let Ok(mut inside) = TcpStream::connect(behind).await else { return };
                    let _ = copy_bidirectional(&mut outside, &mut inside).await;
                });
            }
        });
        Ok(Self { port, passing })
    }

    /// Its address.
    pub fn base_url(&self) -> Result<Url> {
        Ok(format!("https://localhost:{}/", self.port).parse()?)
    }
}

impl Drop for Front {
    fn drop(&mut self) {
        self.passing.abort();
    }
}

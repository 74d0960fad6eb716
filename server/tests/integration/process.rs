//! The program itself, as an administrator starts and stops it.

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use tempfile::TempDir;

/// A server in a process of its own.
struct Server {
    child: Child,
    address: SocketAddr,
    metrics: SocketAddr,
    _folder: TempDir,
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn free() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}

/// The program over the data in `folder`.
pub fn kairan(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kairan"));
    command
        .env("KAIRAN_DATABASE__URL", format!("sqlite:{}", folder.join("kairan.db").display()))
        .env("KAIRAN_FILES__DIR", folder.join("files"))
        .env("KAIRAN_FILES__INDEX_DIR", folder.join("index"))
        .env("KAIRAN_LOG__FILTER", "warn");
    command
}

impl Server {
    fn start() -> Self {
        let folder = TempDir::new().unwrap();
        let (address, metrics) = (free(), free());
        let child = kairan(folder.path())
            .args(["serve", "--addr", &address.to_string()])
            .env("KAIRAN_HTTP__METRICS_LISTEN", metrics.to_string())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let server = Self { child, address, metrics, _folder: folder };
        let until = Instant::now() + Duration::from_secs(30);
        while !ask(server.address, "GET", "/readyz", "").is_some_and(|answer| answer.starts_with("HTTP/1.1 200")) {
            assert!(Instant::now() < until, "the server is not ready after 30 s");
            std::thread::sleep(Duration::from_millis(50));
        }
        server
    }

    /// Seconds from the signal to the end, and whether it ended well.
    fn stop(&mut self) -> (f64, bool) {
        let started = Instant::now();
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
        while started.elapsed() < Duration::from_secs(20) {
            if let Some(status) = self.child.try_wait().unwrap() {
                return (started.elapsed().as_secs_f64(), status.success());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        (started.elapsed().as_secs_f64(), false)
    }
}

/// One request on a connection of its own.
fn ask(address: SocketAddr, method: &str, path: &str, body: &str) -> Option<String> {
    let mut stream = TcpStream::connect(address).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(10))).ok()?;
    let length = body.len();
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\nSec-Fetch-Site: same-origin\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n{body}"
    )
    .ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).ok()?;
    Some(String::from_utf8_lossy(&answer).into_owned())
}

#[test]
fn open_connections_do_not_keep_a_server_from_ending_within_ten_seconds() {
    let mut server = Server::start();
    let open = |text: &str| {
        let mut stream = TcpStream::connect(server.address).unwrap();
        stream.write_all(text.replace("HOST", &server.address.to_string()).as_bytes()).unwrap();
        stream
    };
    let idle = open("");
    let half = open("GET / HTTP/1.1\r\nHost: HOST\r\nX-Slow: ");
    let slow = open(
        "POST /login HTTP/1.1\r\nHost: HOST\r\nSec-Fetch-Site: same-origin\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000\r\n\r\n_action=",
    );
    let kept = open("GET /healthz HTTP/1.1\r\nHost: HOST\r\n\r\n");
    std::thread::sleep(Duration::from_millis(300));
    let (seconds, well) = server.stop();
    assert!(well && seconds < 10.0, "ended after {seconds:.1} s, well: {well}");
    drop((idle, half, slow, kept));
}

#[test]
fn slow_and_swollen_requests_are_ended_and_keep_nobody_else_waiting() {
    let server = Server::start();
    let connect = || TcpStream::connect(server.address).unwrap();
    let mut half: Vec<TcpStream> = (0..100).map(|_| connect()).collect();
    for stream in &mut half {
        stream.write_all(b"GET / HTTP/1.1\r\nX-Slow: ").unwrap();
    }
    let mut swollen = connect();
    let headers = (0..200).map(|n| format!("X-{n}: y")).collect::<Vec<_>>().join("\r\n") + "\r\n";
    write!(swollen, "GET / HTTP/1.1\r\nHost: {}\r\n{headers}\r\n", server.address).unwrap();
    let mut answer = String::new();
    swollen.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    swollen.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 431"), "{answer}");
    let asked = Instant::now();
    assert!(ask(server.address, "GET", "/healthz", "").unwrap().starts_with("HTTP/1.1 200"));
    assert!(asked.elapsed() < Duration::from_secs(2), "{:?}", asked.elapsed());
    let begun = Instant::now();
    for stream in &mut half {
        stream.set_read_timeout(Some(Duration::from_secs(15))).unwrap();
        let mut rest = Vec::new();
        // Either way the connection is over: an answer and the end, or the end alone.
        drop(stream.read_to_end(&mut rest));
    }
    assert!(begun.elapsed() < Duration::from_secs(15), "half-open for {:?}", begun.elapsed());
}

#[test]
fn a_server_without_visitors_ends_at_once() {
    let (seconds, well) = Server::start().stop();
    assert!(well && seconds < 3.0, "ended after {seconds:.1} s, well: {well}");
}

#[test]
fn metrics_have_an_address_of_their_own() {
    let server = Server::start();
    let wrong = ask(server.address, "POST", "/login", "_action=session/log_in&email=a%40b.example&password=x");
    assert!(wrong.unwrap().starts_with("HTTP/1.1 422"), "a refused log-in is recorded, so it is saved");
    assert!(!ask(server.address, "GET", "/metrics", "").unwrap().contains("kairan_"), "not where the public asks");
    let until = Instant::now() + Duration::from_secs(15);
    loop {
        let text = ask(server.metrics, "GET", "/metrics", "").unwrap_or_default();
        let value = |name: &str| {
            let line = text.lines().find(|line| line.starts_with(name))?;
            line.rsplit(' ').next()?.parse::<f64>().ok()
        };
        let all = [
            "kairan_http_requests_total{kind=\"page\",status=\"4xx\"}",
            "kairan_http_request_seconds_count",
            "kairan_store_commits_total",
            "kairan_store_writes_total",
            "kairan_memory_bytes",
        ];
        let missing: Vec<_> = all.iter().filter(|name| value(name).is_none_or(|value| value < 1.0)).collect();
        let gauges = ["kairan_jobs_waiting", "kairan_mails_waiting", "kairan_store_writes_waiting", "kairan_index_lag"];
        let unknown: Vec<_> = gauges.iter().filter(|name| value(name).is_none()).collect();
        if missing.is_empty() && unknown.is_empty() {
            assert!(value("kairan_memory_bytes").unwrap() > 1e7, "{text}");
            break;
        }
        assert!(Instant::now() < until, "missing {missing:?} {unknown:?} in\n{text}");
        std::thread::sleep(Duration::from_millis(200));
    }
}

/// What `check-config` says with these variables, and whether it is content.
fn checked(variables: &[(&str, &str)]) -> (bool, String) {
    let folder = TempDir::new().unwrap();
    let output = kairan(folder.path()).arg("check-config").envs(variables.iter().copied()).output().unwrap();
    (output.status.success(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn a_wrong_configuration_is_told_before_the_server_is_started_anew() {
    assert_eq!(checked(&[]), (true, String::new()));
    let lists =
        [("KAIRAN_HTTP__TRUSTED_PROXIES", "10.0.0.1, ::1"), ("KAIRAN_HTTP__ALLOWED_HOSTS", "kairan.example,k.lg.jp")];
    assert_eq!(checked(&lists), (true, String::new()));
    for (variables, word) in [
        (vec![("KAIRAN_HTTP__TRUSTED_PROXIES", "10.0.0.1,proxy")], "trusted_proxies"),
        (vec![("KAIRAN_MAIL__FROM", "nobody")], "mail.from"),
        (vec![("KAIRAN_MAIL__HOST", "smtp.example"), ("KAIRAN_MAIL__CA_FILE", "/no/such.pem")], "mail.ca_file"),
        (vec![("KAIRAN_AUTH__ARGON2_KIB", "1024")], "argon2"),
        (vec![("KAIRAN_LOG__FILTER", "info,=,")], "log.filter"),
        (
            vec![
                ("KAIRAN_FILES__S3__BUCKET", "b"),
                ("KAIRAN_FILES__S3__REGION", "r"),
                ("KAIRAN_FILES__S3__ACCESS_KEY_ID", "k"),
                ("KAIRAN_FILES__S3__SECRET_FILE", "/no/such.key"),
            ],
            "files.s3.secret_file",
        ),
    ] {
        let (content, text) = checked(&variables);
        assert!(!content && text.contains(word), "{variables:?}: {text}");
    }
}

//! On a phone the browser hands a sign-in back by a link that the platform opens in the app.

use protocol::{
    ReadSignIn,
    sign_in::{SignInFailure, SignInStage},
};
use tests::Town;
use url::Url;

use super::{begin, device_near, ended, haikkala_listed};

const LINK: &str = "https://app.kotikunta.example/callback";

fn parameter(address: &str, name: &str) -> String {
    let address = Url::parse(address).unwrap();
    address.query_pairs().find(|(found, _)| found == name).map(|(_, value)| value.into_owned()).unwrap()
}

#[tokio::test]
async fn aino_comes_back_by_the_link_and_nobody_elses_link_counts() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = device_near(&haikkala).await.unwrap();
    device.host.be_a_phone(LINK.parse().unwrap());
    let address = begin(&device, haikkala_listed(&haikkala)).await.unwrap();
    assert_eq!(parameter(&address, "redirect_uri"), LINK);
    let back = haikkala.sign_in(&address, "aino").unwrap();

    let with = |change: &dyn Fn(&mut Url)| {
        let mut link = back.clone();
        change(&mut link);
        link
    };
    let state = parameter(&address, "state");
    for foreign in [
        with(&|link| link.set_query(Some("code=x&state=guessed"))),
        with(&|link| link.set_query(Some(&format!("code=x&state={state}&state={state}")))),
        with(&|link| link.set_host(Some("app.kotikunta.example.evil.example")).unwrap()),
        with(&|link| link.set_path("/callback/more")),
        with(&|link| link.set_scheme("http").unwrap()),
    ] {
        device.engine().came_back(foreign);
        assert_eq!(device.ask(ReadSignIn {}).await.unwrap().stage, Some(SignInStage::InBrowser));
    }
    device.engine().came_back(back.clone());
    assert_eq!(ended(&device).await.unwrap(), SignInStage::Connected(haikkala.source()));
    // A second time it is nobody's.
    device.engine().came_back(back);
    assert_eq!(ended(&device).await.unwrap(), SignInStage::Connected(haikkala.source()));
}

#[tokio::test]
async fn aino_who_cancels_on_her_phone_is_told_so() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = device_near(&haikkala).await.unwrap();
    device.host.be_a_phone(LINK.parse().unwrap());
    let address = begin(&device, haikkala_listed(&haikkala)).await.unwrap();
    let issuer = format!("{}openid", haikkala.base_url().unwrap());
    let said = [("error", "access_denied"), ("state", &parameter(&address, "state")), ("iss", &issuer)];
    device.engine().came_back(Url::parse_with_params(LINK, said).unwrap());
    assert_eq!(ended(&device).await.unwrap(), SignInStage::Failed(SignInFailure::Declined));
}

namespace Luzhi.Bot.Tests.WeChat;

/// <summary>Known answers, most of them published by the platform itself: no code of ours had a part in them.</summary>
public static class Vectors
{
    public const string Token = "AAAAA";
    public const string AesKey = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    public const string AppId = "wxba5fad812f8e6fb9";

    /// <summary>The platform's sample of a safe-mode push.</summary>
    public static class Push
    {
        public const string Timestamp = "1714112445";
        public const string Nonce = "415670741";
        public const string Signature = "6c5c811b55cc85e0e1b54100749188c20beb3f5d";
        public const string MsgSignature = "046e02f8204d34f8ba5fa3b1db94908f3df2e9b3";
        public const string Random = "a8eedb185eb2fecf";
        public const string Encrypt =
            "+qdx1OKCy+5JPCBFWw70tm0fJGb2Jmeia4FCB7kao+/Q5c/ohsOzQHi8khUOb05JCpj0JB4RvQMkUyus8TPxLKJGQqcvZqzDpVzazhZv6JsXUnnR8XGT740XgXZUXQ7vJVnAG+tE8NUd4yFyjPy7GgiaviNrlCTj"
            + "+l5kdfMuFUPpRSrfMZuMcp3Fn2Pede2IuQrKEYwKSqFIZoNqJ4M8EajAsjLY2km32IIjdf8YL/P50F7mStwntrA2cPDrM1kb6mOcfBgRtWygb3VIYnSeOBrebufAlr7F9mFUPAJGj04=";
        public const string Plain =
            """{"ToUserName":"gh_97417a04a28d","FromUserName":"o9AgO5Kd5ggOC-bXrbNODIiE3bGY","CreateTime":1714112445,"MsgType":"event","Event":"debug_demo","debug_str":"hello world"}""";
    }

    /// <summary>The platform's sample of a sealed reply.</summary>
    public static class Reply
    {
        public const string Timestamp = "1713424427";
        public const string Nonce = "415670741";
        public const string Random = "707722b803182950";
        public const string Plain = """{"demo_resp":"good luck"}""";
        public const string Encrypt = "ELGduP2YcVatjqIS+eZbp80MNLoAUWvzzyJxgGzxZO/5sAvd070Bs6qrLARC9nVHm48Y4hyRbtzve1L32tmxSQ==";
        public const string MsgSignature = "1b9339964ed2e271e7c7b6ff2b0ef902fc94dea1";
    }
}
